package dev.gatehouse.broker.worker.sight;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import dev.gatehouse.broker.worker.docker.DockerEngine;
import dev.gatehouse.broker.worker.docker.Engine;
import dev.gatehouse.broker.worker.sight.SeenContainer.SeenMount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The Docker Engine of this host.
public final class DockerSight implements Sight {
    private static final int SECONDS = 5;
    private static final int MOST_BYTES = 1 << 20;

    private final DockerClient docker;

    private DockerSight(DockerClient docker) {
        this.docker = docker;
    }

    /// @param host `DOCKER_HOST`, where it is set
    public static Sight open(Optional<String> host) throws IOException {
        return new DockerSight(DockerEngine.connect(DockerEngine.socket(host)));
    }

    @Override
    public Optional<SeenContainer> container(String name) throws IOException {
        try {
            return Optional.of(
                    seen(
                            name,
                            Engine.ask(
                                    "show container " + name,
                                    () -> docker.inspectContainerCmd(name).exec())));
        } catch (IOException failed) {
            if (failed.getCause() instanceof NotFoundException) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private static SeenContainer seen(String name, InspectContainerResponse container) {
        List<InspectContainerResponse.Mount> mounts =
                Objects.requireNonNullElse(container.getMounts(), List.of());
        return new SeenContainer(
                name,
                container.getId(),
                Boolean.TRUE.equals(container.getState().getRunning()),
                String.valueOf(container.getState().getStatus()),
                Objects.requireNonNullElse(container.getConfig().getUser(), ""),
                mounts.stream().map(DockerSight::seen).toList());
    }

    private static SeenMount seen(InspectContainerResponse.Mount mount) {
        return new SeenMount(
                Objects.requireNonNullElse(mount.getSource(), ""),
                mount.getDestination() == null ? "" : mount.getDestination().getPath(),
                Boolean.TRUE.equals(mount.getRW()));
    }

    @Override
    public Ran run(SeenContainer container, String user, List<String> command) throws IOException {
        String running = "run " + command.getFirst() + " in container " + container.name();
        String id =
                Engine.ask(
                        running,
                        () ->
                                docker.execCreateCmd(container.id())
                                        .withUser(user)
                                        .withCmd(command.toArray(String[]::new))
                                        .withAttachStdout(true)
                                        .withAttachStderr(true)
                                        .exec()
                                        .getId());
        try (Output output = new Output()) {
            Engine.ask(running, () -> docker.execStartCmd(id).exec(output));
            if (!output.awaitCompletion(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(
                        command.getFirst() + " did not end in the container in " + SECONDS + " s");
            }
            Long status =
                    Engine.ask(running, () -> docker.inspectExecCmd(id).exec().getExitCodeLong());
            return new Ran(status == null ? -1 : status, output.text());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    @Override
    public void close() throws IOException {
        docker.close();
    }

    /// Keeps the beginning of what is written.
    private static final class Output extends ResultCallback.Adapter<Frame> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void onNext(Frame frame) {
            if (bytes.size() < MOST_BYTES) {
                bytes.writeBytes(frame.getPayload());
            }
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
