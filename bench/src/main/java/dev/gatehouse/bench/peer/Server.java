package dev.gatehouse.bench.peer;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process that serves at a Unix socket, in the foreground, until it is closed.
///
/// @param log its standard output and error
/// @param command as it was started, for the report
public record Server(String name, Path socket, Path log, Process process, List<String> command)
        implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long STOP_LIMIT_SECONDS = 40;

    /// Starts it, and waits until its socket takes connections.
    static Server start(String name, Path socket, Path log, List<String> command)
            throws IOException, InterruptedException {
        Server server = launch(name, socket, log, command);
        boolean ready = false;
        try {
            server.await();
            ready = true;
            return server;
        } finally {
            if (!ready) {
                server.close();
            }
        }
    }

    private static Server launch(String name, Path socket, Path log, List<String> command)
            throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        // Whoever ends the measurements ends what they started.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new Server(name, socket, log, process, List.copyOf(command));
    }

    private void await() throws IOException, InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!connects(socket)) {
            if (!process.isAlive()) {
                throw new IOException(
                        "%s ended with %d: %s%n%s"
                                .formatted(
                                        name,
                                        process.exitValue(),
                                        String.join(" ", command),
                                        Files.readString(log)));
            }
            if (System.nanoTime() > end) {
                throw new IOException(name + " does not listen at " + socket + ": " + command);
            }
            Thread.sleep(2);
        }
    }

    /// Whether a socket takes connections now. Its file is there before it does.
    static boolean connects(Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException notYet) {
            return false;
        }
    }

    public ResourceUse use() throws IOException {
        return ResourceUse.of(process.toHandle());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
