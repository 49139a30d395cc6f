package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.cli.worker.DaemonRegistry;
import dev.gatehouse.broker.cli.worker.WorkerSpecs;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.credential.source.EffectiveUser;
import dev.gatehouse.broker.worker.Registry.Registered;
import dev.gatehouse.broker.worker.WorkerEngine;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.broker.worker.Workers.Raised;
import dev.gatehouse.broker.worker.verify.Finding;
import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A forge, a broker in this process, and the worker of one agent in Docker: what `gatehouse serve`
/// and `gatehouse worker` make, below a temporary directory.
public final class TestingWorkers implements AutoCloseable {
    /// Of the image; a broker that is not root can give its sockets to nobody else.
    private static final int IMAGE_UID = 10001;

    private final Path directory;
    private final DemoForge forge;
    private final TestingBroker.Builder builder;
    private final String agent;
    private final Configuration configuration;
    private final WorkerEngine engine;
    private final DaemonRegistry registry;
    private TestingBroker broker;

    /// How a command ended and what it printed.
    public record Ended(int status, String output) {}

    private TestingWorkers(Path directory, DemoForge forge, String agent, String settings)
            throws IOException {
        this.directory = directory;
        this.agent = agent;
        this.forge = forge;
        int uid = EffectiveUser.uid() == 0 ? IMAGE_UID : EffectiveUser.uid();
        this.builder =
                TestingBroker.of(directory, forge.url())
                        .agent(
                                agent,
                                "dev-bot",
                                forge.token("dev-bot"),
                                uid,
                                settings.stripTrailing()
                                        + """

                                        grants:
                                          - repositories: [charles/claude-hooks]
                                            roles: [contribute]
                                            push: { branches: ["dev/**"], create: true }
                                        """)
                        .agent(
                                agent + "-other",
                                "reviewer-bot",
                                forge.token("reviewer-bot"),
                                uid + 1,
                                "grants: []")
                        .with(
                                "workers: { directory: %s, mounts: %s }"
                                        .formatted(
                                                directory.resolve("workers"),
                                                directory.resolve("mounts.allow")));
        Files.writeString(directory.resolve("gatehouse.yaml"), builder.text());
        this.broker = builder.start();
        this.configuration = builder.configuration();
        this.registry = new DaemonRegistry(directory.resolve("run/admin.sock"));
        this.engine = WorkerEngine.open(Optional.empty(), registry, directory.resolve("workers"));
    }

    /// @param agent unlike that of any other test: its containers and volumes have its name
    static TestingWorkers start(Path directory, String agent) throws IOException {
        return start(directory, agent, "");
    }

    /// @param settings further lines of the agent
    static TestingWorkers start(Path directory, String agent, String settings) throws IOException {
        return start(
                directory,
                DemoForge.start(directory.toRealPath().resolve("forge")),
                agent,
                "worker: { memory: 512MiB }\n" + settings);
    }

    /// @param forge is closed with it
    /// @param settings lines of the agent's, beside its grants
    static TestingWorkers start(Path directory, DemoForge forge, String agent, String settings)
            throws IOException {
        return new TestingWorkers(directory.toRealPath(), forge, agent, settings);
    }

    WorkerEngine engine() {
        return engine;
    }

    DemoForge forge() {
        return forge;
    }

    TestingBroker broker() {
        return broker;
    }

    String token() {
        return forge.token("dev-bot");
    }

    WorkerSpec spec() throws IOException {
        return new WorkerSpecs(configuration, file(), EffectiveUser.uid())
                .of(Objects.requireNonNull(configuration.agents().get(new AgentName(agent))));
    }

    Raised up() throws IOException {
        return engine.workers().up(spec());
    }

    List<Finding> verify() throws IOException {
        return engine.verifier(new WorkerSpecs(configuration, file(), EffectiveUser.uid()).closed())
                .verify(spec());
    }

    /// Ends the broker, and starts another at the same place.
    void restartBroker() throws IOException {
        stopBroker();
        startBroker();
    }

    void stopBroker() {
        broker.close();
    }

    void startBroker() throws IOException {
        broker = builder.start();
    }

    /// As a reboot does with `/run`.
    void emptyRuntimeDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("run"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// As systemd does at boot, by what `gatehouse config tmpfiles` prints.
    void makeDirectories() throws IOException, InterruptedException {
        Ended printed = gatehouse("config", "tmpfiles", "--user", user());
        assertThat(printed.status()).as(printed.output()).isZero();
        Path rules =
                Files.write(
                        directory.resolve("gatehouse.conf"),
                        // Without what is said of the configuration beside them.
                        printed.output().lines().filter(line -> line.startsWith("d ")).toList());
        Ended made = end(List.of("systemd-tmpfiles", "--create", rules.toString()));
        assertThat(made.status()).as(made.output()).isZero();
    }

    /// Runs a line of shell in the worker as its user.
    Ended inside(String line) throws IOException, InterruptedException {
        return docker(
                "exec", "--user", spec().userAndGroup(), spec().container(), "sh", "-c", line);
    }

    /// Makes the worker by the docker command, as an operator might, with other flags than ours.
    /// `@RUN@`, `@TOKENS@` and `@HOME@` stand for the broker's folders and a home.
    ///
    /// @param instead what stands in place of each of our flags that is a key
    void replaceByHand(Map<String, String> instead) throws IOException, InterruptedException {
        up();
        WorkerSpec spec = spec();
        docker("rm", "--force", spec.container());
        Path home = directory.resolve("home");
        Files.createDirectories(home.resolve(".claude"));
        String flags =
                """
                --init --read-only --cap-drop=ALL --security-opt=no-new-privileges --user=10001:10001
                --network=none --memory=512m --memory-swap=512m --cpus=2 --pids-limit=512
                --tmpfs=/tmp:rw,noexec,nosuid,nodev,size=268435456
                --mount=type=volume,source=@NAME@-home,target=/home/agent,volume-nocopy
                --mount=type=volume,source=@NAME@-state,target=/state,volume-nocopy
                --mount=type=bind,source=@RUN@/agents/@AGENT@,target=/run/gatehouse,readonly
                """
                        .replace("10001:10001", spec.userAndGroup());
        String changed = flags;
        for (Map.Entry<String, String> change : instead.entrySet()) {
            String flag = change.getKey().replace("10001:10001", spec.userAndGroup());
            assertThat(flags).as("one of the flags").contains(flag);
            changed = changed.replace(flag, change.getValue());
        }
        changed =
                changed.replace("@NAME@", "gatehouse-" + agent)
                        .replace("@AGENT@", agent)
                        .replace("@RUN@", directory.resolve("run").toString())
                        .replace("@TOKENS@", directory.resolve(agent + ".token").toString())
                        .replace("@HOME@", home.toString());
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "run",
                                "--detach",
                                "--name=" + spec.container(),
                                "--label=dev.gatehouse.agent=" + agent));
        command.addAll(Arrays.stream(changed.split("\\s+")).filter(f -> !f.isEmpty()).toList());
        spec.environment().forEach((name, value) -> command.add("--env=" + name + "=" + value));
        command.add(spec.image());
        Ended made = docker(command.toArray(String[]::new));
        assertThat(made.status()).as(made.output()).isZero();
        registry.register(
                spec.agent(),
                // Docker says first what it thinks of such flags.
                new Registered(
                        spec.container(), made.output().strip().replaceFirst("(?s).*\n", "")));
    }

    /// As if the worker's container were some other one.
    void registerAnother() throws IOException {
        registry.register(new AgentName(agent), new Registered(spec().container(), "0".repeat(64)));
    }

    public static Ended docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return end(command);
    }

    /// Runs the gatehouse command as a process of its own, with this configuration.
    Ended gatehouse(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                "dev.gatehouse.broker.Main"));
        command.addAll(List.of(arguments));
        int words = arguments[0].equals("worker") || arguments[0].equals("config") ? 2 : 1;
        command.addAll(
                command.size() - arguments.length + words, List.of("--config", file().toString()));
        return end(command);
    }

    private static Ended end(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private Path file() {
        return directory.resolve("gatehouse.yaml");
    }

    private static String user() throws IOException {
        return Integer.toString(EffectiveUser.uid());
    }

    @Override
    public void close() throws IOException {
        engine.workers().down(new AgentName(agent), spec().container(), true);
        engine.close();
        broker.close();
        forge.close();
    }
}
