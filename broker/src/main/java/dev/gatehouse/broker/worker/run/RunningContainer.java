package dev.gatehouse.broker.worker.run;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.gatehouse.broker.worker.docker.Engine;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A container since it was last started: who stops it ends every run in it, and that is not the
/// runs' own doing.
///
/// @param started as the engine writes it
record RunningContainer(String name, String id, String started) {
    private static final int KILLED = 137;

    /// What the engine notes where a run could not begin, as in a container that is just stopped.
    private static final int NOT_BEGUN = 126;

    private static final Duration STEP = Duration.ofMillis(20);

    /// How long the engine may take to note an end whose output it has sent.
    private static final int STEPS = 250;

    private static final int STEPS_OF_A_STOP = 100;

    static RunningContainer find(DockerClient docker, AgentRun run) throws IOException {
        Optional<RunningContainer> found = now(docker, run.container());
        return found.orElseThrow(() ->
                new IOException(
                        "container "
                                + run.container()
                                + " of agent "
                                + run.agent()
                                + " does not run: start it with gatehouse worker up "
                                + run.agent()));
    }

    private static Optional<RunningContainer> now(DockerClient docker, String nameOrId)
            throws IOException {
        InspectContainerResponse found =
                Engine.ask("look at container " + nameOrId, () -> inspect(docker, nameOrId));
        if (found == null || !Boolean.TRUE.equals(found.getState().getRunning())) {
            return Optional.empty();
        }
        return Optional.of(
                new RunningContainer(
                        nameOrId, found.getId(), String.valueOf(found.getState().getStartedAt())));
    }

    private static @Nullable InspectContainerResponse inspect(DockerClient docker, String name) {
        try {
            return docker.inspectContainerCmd(name).exec();
        } catch (NotFoundException none) {
            return null;
        }
    }

    /// How an exec ended whose output has ended.
    Ending ending(DockerClient docker, String exec) throws IOException, InterruptedException {
        for (int step = 0; step < STEPS; step++) {
            InspectExecResponse said =
                    Engine.ask("look at a run in " + name, () -> inspectExec(docker, exec));
            if (said == null) {
                return new Ending.Lost("container " + name + " was removed");
            }
            Long status = said.getExitCodeLong();
            if (!Boolean.TRUE.equals(said.isRunning()) && status != null) {
                return ending(docker, status.intValue());
            }
            Thread.sleep(STEP);
        }
        return new Ending.Lost(
                "the engine sends no more of it, but says that it still runs; see gatehouse worker"
                        + " ls");
    }

    /// The engine may note the end of a run before that of its container, so a run that was killed,
    /// or never began, is looked at for a while.
    private Ending ending(DockerClient docker, int status)
            throws IOException, InterruptedException {
        boolean mayBeLost = status == KILLED || status == NOT_BEGUN;
        for (int step = 0; mayBeLost && step < STEPS_OF_A_STOP; step++) {
            if (!now(docker, id).map(container -> container.started).equals(Optional.of(started))) {
                return new Ending.Lost("container " + name + " was stopped");
            }
            Thread.sleep(STEP);
        }
        return new Ending.Exited(status);
    }

    private static @Nullable InspectExecResponse inspectExec(DockerClient docker, String exec) {
        try {
            return docker.inspectExecCmd(exec).exec();
        } catch (NotFoundException gone) {
            return null;
        }
    }
}
