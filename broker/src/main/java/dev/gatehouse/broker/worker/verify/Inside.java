package dev.gatehouse.broker.worker.verify;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.gatehouse.broker.worker.docker.Engine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs short programs of the image in a worker, as its user: what they see is what an agent sees.
/// The root file system is read-only, so they are the image's.
final class Inside {
    private static final int MOST_BYTES = 16 << 20;
    private static final int SECONDS = 60;

    private final DockerClient docker;
    private final String container;
    private final String user;

    /// @param user and group, by number: without a group Docker takes root's
    Inside(DockerClient docker, String container, String user) {
        this.docker = docker;
        this.container = container;
        this.user = user;
    }

    /// How a program ended and what it wrote, errors included.
    record Output(long status, String text) {}

    Output run(String... command) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long status = run(out, true, command);
        return new Output(status, out.toString(StandardCharsets.UTF_8));
    }

    /// Its output only, whatever its length.
    void stream(OutputStream out, String... command) throws IOException {
        run(out, false, command);
    }

    private long run(OutputStream out, boolean capped, String... command) throws IOException {
        String running = "run " + command[0] + " in container " + container;
        String id =
                Engine.ask(
                        running,
                        () ->
                                docker.execCreateCmd(container)
                                        .withUser(user)
                                        .withCmd(command)
                                        .withAttachStdout(true)
                                        .withAttachStderr(true)
                                        .exec()
                                        .getId());
        Collector collector = new Collector(out, capped, running);
        try {
            Engine.ask(running, () -> docker.execStartCmd(id).exec(collector));
            if (!collector.awaitCompletion(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(
                        String.join(" ", command)
                                + " did not end in the worker within "
                                + SECONDS
                                + " s");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } finally {
            collector.close();
        }
        if (collector.failure != null) {
            throw collector.failure;
        }
        Long status = Engine.ask(running, () -> docker.inspectExecCmd(id).exec().getExitCodeLong());
        return status == null ? -1 : status;
    }

    private static final class Collector extends ResultCallback.Adapter<Frame> {
        private final OutputStream out;
        private final boolean capped;
        private final String running;
        private long bytes;
        private volatile @Nullable IOException failure;

        Collector(OutputStream out, boolean capped, String running) {
            this.running = running;
            this.out = out;
            this.capped = capped;
        }

        /// The waiting thread throws it.
        @Override
        public void onError(Throwable broken) {
            if (failure == null) {
                failure =
                        new IOException(
                                "Docker does not " + running + ": " + broken.getMessage(), broken);
            }
            onComplete();
        }

        @Override
        public void onNext(Frame frame) {
            if (failure != null || (!capped && frame.getStreamType() == StreamType.STDERR)) {
                return;
            }
            bytes += frame.getPayload().length;
            if (capped && bytes > MOST_BYTES) {
                failure = new IOException("a program in the worker wrote more than is looked at");
                return;
            }
            try {
                out.write(frame.getPayload());
            } catch (IOException failed) {
                failure = failed;
            }
        }
    }
}
