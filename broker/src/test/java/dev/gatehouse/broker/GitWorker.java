package dev.gatehouse.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Real git, as an agent runs it: in an empty home, without a credential. Its HTTP reaches the
/// agent's socket through a loopback port, as it does behind the shim's relay, which waits for a
/// broker that is not there yet.
public final class GitWorker implements AutoCloseable {
    private static final int LIMIT_SECONDS = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path socket;
    private final Path home;
    private final ServerSocket listening;
    private final OutputStream tap;

    /// What a command printed, on both streams, and how it ended.
    public record Ended(int status, String output) {}

    public GitWorker(Path socket, Path home) throws IOException {
        this(socket, home, OutputStream.nullOutputStream());
    }

    /// @param tap gets every byte that crosses the agent's socket, either way
    public GitWorker(Path socket, Path home, OutputStream tap) throws IOException {
        this.tap = tap;
        this.socket = socket;
        this.home = Files.createDirectories(home);
        this.listening = new ServerSocket(0, 64, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::accept);
    }

    public Path home() {
        return home;
    }

    /// The URL of a repository, such as `charles/claude-hooks.git`.
    public String url(String repository) {
        return "http://127.0.0.1:" + listening.getLocalPort() + "/" + repository;
    }

    /// Runs git in a directory below home.
    public Ended git(String directory, String... arguments) throws IOException {
        return git(directory, Map.of(), arguments);
    }

    public Ended git(String directory, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(home.resolve(directory).toFile())
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(
                        Map.of(
                                "PATH", "/usr/local/bin:/usr/bin:/bin",
                                "HOME", home.toString(),
                                "LC_ALL", "C",
                                "GIT_CONFIG_NOSYSTEM", "1",
                                "GIT_TERMINAL_PROMPT", "0",
                                "GIT_AUTHOR_NAME", "dev",
                                "GIT_AUTHOR_EMAIL", "dev@worker.test",
                                "GIT_COMMITTER_NAME", "dev",
                                "GIT_COMMITTER_EMAIL", "dev@worker.test"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("git takes too long: " + command + "\n" + output);
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        return new Ended(process.exitValue(), output);
    }

    /// Runs git where it has to succeed.
    public String done(String directory, String... arguments) throws IOException {
        Ended ended = git(directory, arguments);
        if (ended.status() != 0) {
            throw new AssertionError(
                    "git "
                            + String.join(" ", arguments)
                            + " ended with "
                            + ended.status()
                            + ":\n"
                            + ended.output());
        }
        return ended.output();
    }

    /// Clones into a directory of the repository's name.
    public String clone(String repository) throws IOException {
        String name = repository.substring(repository.indexOf('/') + 1);
        done(".", "clone", "--quiet", url(repository + ".git"), name);
        return name;
    }

    /// The id of the commit that is checked out.
    public String head(String directory) throws IOException {
        return done(directory, "rev-parse", "HEAD").strip();
    }

    /// Commits one file.
    ///
    /// @return the commit's id
    public String commit(String directory, String file, String text) throws IOException {
        Path path = home.resolve(directory).resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        done(directory, "add", "--all", "--force");
        done(directory, "commit", "--quiet", "--allow-empty", "-m", "Write " + file);
        return head(directory);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> relay(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void relay(Socket client) {
        try (client;
                SocketChannel broker = connect()) {
            Thread up =
                    Thread.ofVirtual()
                            .start(() -> {
                                pump(input(client), Channels.newOutputStream(broker));
                                shutdownOutput(broker);
                            });
            pump(Channels.newInputStream(broker), client.getOutputStream());
            client.shutdownOutput();
            up.join();
        } catch (IOException gone) {
            // One end is gone, so the other is closed.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private SocketChannel connect() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return SocketChannel.open(UnixDomainSocketAddress.of(socket));
            } catch (IOException absent) {
                if (System.nanoTime() > deadline) {
                    throw absent;
                }
                Thread.sleep(50);
            }
        }
    }

    private static InputStream input(Socket client) {
        try {
            return client.getInputStream();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void shutdownOutput(SocketChannel broker) {
        try {
            broker.shutdownOutput();
        } catch (IOException gone) {
            // It is closed already.
        }
    }

    private void pump(InputStream in, OutputStream out) {
        byte[] piece = new byte[64 * 1024];
        try {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                synchronized (tap) {
                    tap.write(piece, 0, read);
                }
                out.write(piece, 0, read);
            }
        } catch (IOException gone) {
            // The other direction notices by itself.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
