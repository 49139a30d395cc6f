package dev.gatehouse.demoforge;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A Forgejo executable run on SQLite on a free loopback port, and stopped by its handle.
final class ForgejoProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Path executable;
    private final int port;
    private final Process process;

    private ForgejoProcess(Path directory, Path executable, int port) throws IOException {
        this.directory = directory;
        this.executable = executable;
        this.port = port;
        run("migrate");
        this.process = command("web").start();
    }

    /// Sets up an empty forge in `directory` and waits until it answers.
    static ForgejoProcess start(Path directory, Path executable) throws IOException {
        int port = freePort();
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("app.ini"), settings(directory, port));
        var forgejo = new ForgejoProcess(directory, executable, port);
        try {
            forgejo.awaitHealth();
        } catch (IOException never) {
            forgejo.close();
            throw never;
        }
        return forgejo;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /// Where Forgejo keeps a repository, to look at while it runs.
    Path gitDirectory(String owner, String name) {
        return directory
                .resolve("data/forgejo-repositories")
                .resolve(owner.toLowerCase(Locale.ROOT))
                .resolve(name.toLowerCase(Locale.ROOT) + ".git");
    }

    /// Runs one of Forgejo's own commands to its end.
    void run(String... arguments) throws IOException {
        Process command = command(arguments).start();
        String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (command.waitFor() != 0) {
                throw new IOException("forgejo " + List.of(arguments) + " failed: " + output);
            }
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    private ProcessBuilder command(String... arguments) {
        Stream<String> fixed =
                Stream.of(
                        executable.toString(),
                        "--work-path",
                        directory.toString(),
                        "--config",
                        directory.resolve("app.ini").toString());
        var builder =
                new ProcessBuilder(Stream.concat(fixed, Stream.of(arguments)).toList())
                        .redirectErrorStream(true);
        builder.environment().put("HOME", directory.toString());
        if (arguments[0].equals("web")) {
            builder.redirectOutput(directory.resolve("forgejo.log").toFile());
        }
        return builder;
    }

    private void awaitHealth() throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest health = HttpRequest.newBuilder(url().resolve("api/healthz")).build();
            for (Instant end = Instant.now().plus(PATIENCE); Instant.now().isBefore(end); ) {
                if (!process.isAlive()) {
                    break;
                }
                if (isHealthy(client, health)) {
                    return;
                }
                Thread.sleep(Duration.ofMillis(50));
            }
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
        throw new IOException("Forgejo did not come up; see " + directory.resolve("forgejo.log"));
    }

    private static boolean isHealthy(HttpClient client, HttpRequest health)
            throws InterruptedException {
        try {
            return client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("stopped while Forgejo was running");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static String settings(Path directory, int port) {
        return """
        APP_NAME = test
        RUN_MODE = prod
        WORK_PATH = %1$s
        ; Containers of continuous integration have no other user than root.
        I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
        [server]
        PROTOCOL = http
        HTTP_ADDR = 127.0.0.1
        HTTP_PORT = %2$d
        ROOT_URL = http://127.0.0.1:%2$d/
        DISABLE_SSH = true
        OFFLINE_MODE = true
        LFS_START_SERVER = true
        [database]
        DB_TYPE = sqlite3
        PATH = %1$s/forgejo.db
        [security]
        INSTALL_LOCK = true
        SECRET_KEY = test
        PASSWORD_HASH_ALGO = pbkdf2_v1
        [service]
        DISABLE_REGISTRATION = true
        [mailer]
        ENABLED = false
        [log]
        MODE = console
        LEVEL = Warn
        COLORIZE = false
        ; One line for each request, with the function that answered it.
        logger.router.MODE = router
        [log.router]
        MODE = console
        LEVEL = Info
        COLORIZE = false
        [cron.update_checker]
        ENABLED = false
        [queue]
        TYPE = channel
        """
                .formatted(directory, port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
