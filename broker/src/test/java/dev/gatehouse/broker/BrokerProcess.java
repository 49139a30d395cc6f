package dev.gatehouse.broker;

import dev.gatehouse.broker.admin.AdminClient;
import dev.gatehouse.broker.credential.source.EffectiveUser;
import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A broker as a process of its own, with the collector and the heap's limit of the packaged
/// command. Its agent `direct` may do what needs no look into a pack; the packs of `checked` go to
/// quarantine.
public record BrokerProcess(Process process) implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    public static BrokerProcess start(Path directory, DemoForge forge)
            throws IOException, InterruptedException {
        return start(
                directory,
                """
                forge: { url: "%s" }
                agents:
                %s%sruntime-dir: %s
                state-dir: %s
                """
                        .formatted(
                                forge.url(),
                                agent(directory, "direct", "dev-bot", "force: true", forge),
                                agent(directory, "checked", "boss-bot", "force: false", forge),
                                directory.resolve("run"),
                                directory.resolve("state")));
    }

    /// With a configuration of the test's own; what it prints goes behind what an earlier one did.
    /// Returns when it serves.
    ///
    /// @param before a command that runs the broker's, such as one that limits it
    public static BrokerProcess start(Path directory, String configuration, String... before)
            throws IOException, InterruptedException {
        Path file = directory.resolve("gatehouse.yaml");
        Files.writeString(file, configuration);
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dio.netty.noUnsafe=false",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        "dev.gatehouse.broker.Main",
                        "serve",
                        "--config",
                        file.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(directory).toFile()));
        BrokerProcess broker = new BrokerProcess(builder.start());
        broker.awaitServing(directory);
        return broker;
    }

    /// Until the operator is served, who comes after the agents. A socket's file is there some time
    /// before it takes connections.
    private void awaitServing(Path directory) throws IOException, InterruptedException {
        AdminClient admin = new AdminClient(directory.resolve("run/admin.sock"));
        for (int waited = 0; waited < PATIENCE_MILLIS && process.isAlive(); waited += 50) {
            try {
                admin.text("/v1/metrics");
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        kill();
        throw new AssertionError("the broker did not start:\n" + Files.readString(log(directory)));
    }

    /// What all brokers in this directory have printed.
    public static Path log(Path directory) {
        return directory.resolve("broker.log");
    }

    /// Ends it as the kernel would, without a chance to tidy up.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static String agent(
            Path directory, String name, String account, String force, DemoForge forge)
            throws IOException {
        Path token = directory.resolve(name + ".token");
        Files.createFile(
                token,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(token, forge.token(account));
        return """
          %s:
            account: %s
            token: { file: %s }
            socket: { uid: %d, gid: %d }
            grants:
              - repositories: [charles/claude-hooks]
                roles: [contribute]
                push: { branches: ["dev/**"], create: true, %s }
        """
                .formatted(
                        name,
                        account,
                        token,
                        EffectiveUser.uid(),
                        (int) Files.getAttribute(directory, "unix:gid"),
                        force
                                + (name.equals("checked")
                                        ? " }\n        paths: { deny: [\".forgejo/**\"]"
                                        : ""));
    }

    /// What of its memory is in the machine's, `VmRSS` of proc_pid_status(5).
    public long residentKib() throws IOException {
        return Files.readString(Path.of("/proc/" + process.pid() + "/status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    /// Looks at its memory until it is closed.
    public Watch watch() {
        AtomicLong most = new AtomicLong();
        Thread thread =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                while (true) {
                                    most.accumulateAndGet(residentKib(), Math::max);
                                    Thread.sleep(20);
                                }
                            } catch (IOException | InterruptedException over) {
                                Thread.currentThread().interrupt();
                            }
                        });
        return new Watch(thread, most);
    }

    public record Watch(Thread thread, AtomicLong most) implements AutoCloseable {
        public long mostKib() {
            return most.get();
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
