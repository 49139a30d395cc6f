package dev.gatehouse.broker.worker.run;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.command.ExecStartCmd;
import com.github.dockerjava.api.exception.DockerException;
import dev.gatehouse.broker.worker.docker.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One command in one container, from its start to its end; no gate, no log. Docker has no call
/// that ends what an exec started, so a second exec does. Any thread.
public final class Execution {
    private static final Duration GROUP_TAKES = Duration.ofSeconds(1);
    private static final Duration KILL_TAKES = Duration.ofSeconds(5);
    private static final Duration SIGNAL_TAKES = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final DockerClient docker;

    public Execution(DockerClient docker) {
        this.docker = docker;
    }

    /// As [Dispatch#runAgent], for a worker that its caller keeps others out of.
    public RunResult run(AgentRun run, RunOutput output) throws IOException {
        return run(RunId.random(), run, output);
    }

    RunResult run(RunId id, AgentRun run, RunOutput output) throws IOException {
        CappedStream out = new CappedStream(output.output(), run.limits().outputBytes());
        CappedStream error = new CappedStream(output.error(), run.limits().errorBytes());
        RunningContainer container = RunningContainer.find(docker, run);
        String exec = create(container, id, run);
        long begun = System.nanoTime();
        try (RunFrames frames = new RunFrames(out, error)) {
            ExecStartCmd start = docker.execStartCmd(exec).withDetach(false);
            run.input().ifPresent(start::withStdIn);
            start.exec(frames);
            Ending ending = await(container, exec, id, run, frames);
            Optional<IOException> notTaken = frames.notTaken();
            if (notTaken.isPresent()) {
                throw new IOException(
                        "run " + id + " was ended, as nobody takes its output", notTaken.get());
            }
            if (frames.await(Duration.ZERO)) {
                out.finish();
                error.finish();
            }
            return new RunResult(
                    id,
                    ending,
                    out.bytes(),
                    out.truncated(),
                    error.bytes(),
                    error.truncated(),
                    Duration.ofNanos(System.nanoTime() - begun),
                    Optional.empty());
        } catch (InterruptedException late) {
            Thread.currentThread().interrupt();
            throw new IOException("run " + id + " is over, but its caller was interrupted", late);
        }
    }

    private Ending await(
            RunningContainer container, String exec, RunId id, AgentRun run, RunFrames frames)
            throws IOException, InterruptedException {
        boolean over;
        try {
            over = frames.await(run.limits().timeout());
        } catch (InterruptedException cancelled) {
            return new Ending.Cancelled(end(id, run, frames));
        }
        if (!over) {
            return new Ending.TimedOut(end(id, run, frames));
        }
        if (frames.notTaken().isPresent()) {
            return new Ending.Cancelled(end(id, run, frames));
        }
        Optional<Throwable> broken = frames.broken();
        if (broken.isPresent()) {
            end(id, run, frames);
            return new Ending.Lost("its output broke off: " + broken.get().getMessage());
        }
        return container.ending(docker, exec);
    }

    /// TERM to its group; once that is over or the grace is, KILL to whatever of the run is left.
    ///
    /// @return whether it did not end when it was asked to
    private boolean end(RunId id, AgentRun run, RunFrames frames) {
        String group = frames.group(GROUP_TAKES);
        signal(id, run, group, "TERM");
        boolean ended = frames.ended(run.limits().grace());
        signal(id, run, group, "KILL");
        return !(frames.ended(KILL_TAKES) && ended);
    }

    /// On a thread that nobody interrupts: `Thread.interrupt` sets the flag first and looks for an
    /// open channel then, so that an interrupt which was answered already can close the next one.
    private void signal(RunId id, AgentRun run, String group, String signal) {
        Thread sender = Thread.startVirtualThread(() -> send(id, run, group, signal));
        try {
            boolean _ = sender.join(SIGNAL_TAKES);
        } catch (InterruptedException hurry) {
            // It is on its way.
        }
    }

    private void send(RunId id, AgentRun run, String group, String signal) {
        try (RunFrames answer = RunFrames.discarding()) {
            String exec =
                    exec(run.container(), run, ProcessGroup.end(id, group, signal)).exec().getId();
            docker.execStartCmd(exec).withDetach(false).exec(answer);
            answer.ended(SIGNAL_TAKES);
        } catch (DockerException | UncheckedIOException | IOException gone) {
            // With its container, most likely; what became of the run is asked for after this.
            LOG.debug("{} did not reach run {}", signal, id, gone);
        }
    }

    private String create(RunningContainer container, RunId id, AgentRun run) throws IOException {
        List<String> environment = new ArrayList<>();
        environment.add(RunVariable.RUN + "=" + id);
        run.environment().forEach((name, value) -> environment.add(name + "=" + value));
        ExecCreateCmd exec =
                exec(container.id(), run, ProcessGroup.run(id, run.command()))
                        .withAttachStdin(run.input().isPresent())
                        .withEnv(environment);
        run.directory().ifPresent(exec::withWorkingDir);
        return Engine.ask("run a command in " + run.container(), () -> exec.exec().getId());
    }

    private ExecCreateCmd exec(String container, AgentRun run, List<String> command) {
        return docker.execCreateCmd(container)
                .withUser(run.userAndGroup())
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withTty(false)
                .withCmd(command.toArray(String[]::new));
    }
}
