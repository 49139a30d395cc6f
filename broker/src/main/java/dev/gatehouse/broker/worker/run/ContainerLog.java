package dev.gatehouse.broker.worker.run;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.LogContainerCmd;
import dev.gatehouse.broker.worker.docker.Engine;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// What a container's first process says; runs have logs of their own. Any thread.
public final class ContainerLog {
    private static final Duration AT_MOST = Duration.ofDays(365);

    private final DockerClient docker;

    public ContainerLog(DockerClient docker) {
        this.docker = docker;
    }

    /// @param lastLines all of it where there is no number
    /// @param follow whether to wait for more, until the container ends or the caller is
    ///   interrupted
    public void write(String container, OptionalInt lastLines, boolean follow, RunOutput output)
            throws IOException {
        Engine.ask(
                "show the log of container " + container,
                () -> docker.inspectContainerCmd(container).exec());
        LogContainerCmd log =
                docker.logContainerCmd(container)
                        .withStdOut(true)
                        .withStdErr(true)
                        .withFollowStream(follow);
        lastLines.ifPresent(log::withTail);
        try (RunFrames frames =
                RunFrames.whole(
                        new CappedStream(output.output(), Long.MAX_VALUE),
                        new CappedStream(output.error(), Long.MAX_VALUE))) {
            log.exec(frames);
            frames.await(AT_MOST);
            Optional<Throwable> broken = frames.broken();
            if (broken.isPresent()) {
                throw new IOException(
                        "the log of container " + container + " broke off", broken.get());
            }
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
    }
}
