package dev.gatehouse.broker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A broker with one agent, `dev`, before a forge, and git as that agent runs it. Closing it ends
/// both.
record Workplace(Path directory, TestingBroker broker, GitWorker dev) implements AutoCloseable {
    static final String HOOKS = "charles/claude-hooks";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// What the agent may do where a test says nothing else.
    static final String GRANTS =
            """
            grants:
              - repositories: [charles/claude-hooks, "charles/lib-*", charles/fresh]
                roles: [contribute]
                push: { branches: ["dev/**"], tags: ["v*"], create: true }
                paths: { deny: [".forgejo/**"] }
            """;

    static Workplace open(Path parent, URI forge, String token) throws IOException {
        return open(parent, forge, token, GRANTS);
    }

    /// @param settings of the agent, in YAML
    static Workplace open(Path parent, URI forge, String token, String settings)
            throws IOException {
        return in(Files.createTempDirectory(parent, "w"), forge, token, settings);
    }

    /// In a directory that an earlier one may have left: its state is still there.
    static Workplace in(Path directory, URI forge, String token, String settings)
            throws IOException {
        TestingBroker broker =
                TestingBroker.of(directory, forge).agent("dev", "dev-bot", token, settings).start();
        return new Workplace(
                directory, broker, new GitWorker(broker.socket("dev"), directory.resolve("home")));
    }

    /// Speaks to the agent's socket without git.
    AgentClient client() {
        return broker.client("dev");
    }

    AuditTrail audit() {
        return new AuditTrail(broker.auditFile());
    }

    /// The records of a git service, such as `git-receive-pack`, of one kind, such as `refusal`.
    List<JsonNode> recorded(String kind, String service) throws IOException {
        return audit().of(kind).stream()
                .filter(record -> record.path("operation").asString("").equals(service))
                .toList();
    }

    /// What pushes have left behind where they are looked into, once there was time to clear up.
    List<Path> quarantined() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Stream<Path> waiting = Files.list(directory.resolve("state/git/quarantine"))) {
                List<Path> left = waiting.toList();
                if (left.isEmpty() || System.nanoTime() > deadline) {
                    return left;
                }
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() throws IOException {
        dev.close();
        broker.close();
    }
}
