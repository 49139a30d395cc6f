package dev.gatehouse.broker.tool;

import dev.gatehouse.broker.line.ForgeLine;
import dev.gatehouse.broker.line.ForgeReply;
import dev.gatehouse.broker.line.ForgeRequest;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.tool.forge.Forge;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A forge that has answers ready, and remembers what it was asked: for what a test's forge does
/// not have, or must not be waited for.
public final class TestingLine implements ForgeLine {
    private static final String ROOT = "/api/v1/";

    private final Map<String, Deque<String>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Optional<String> branch = Optional.empty();

    /// @param call such as `GET repos/charles/lib/pulls`, without a query
    /// @param documents one after the other; the last one stays
    public TestingLine answering(String call, String... documents) {
        answers.put(call, new ArrayDeque<>(List.of(documents)));
        return this;
    }

    /// This one is checked out beside the agent.
    public TestingLine on(String name) {
        branch = Optional.of(name);
        return this;
    }

    /// Each as `METHOD target body`, with its query.
    public List<String> asked() {
        return asked;
    }

    /// What the tool has told of how far it is.
    public List<String> told() {
        return told;
    }

    @Override
    public ForgeReply call(ForgeRequest request) {
        String target = request.target().substring(ROOT.length());
        String body =
                request.json()
                        .map(json -> " " + new String(json, StandardCharsets.UTF_8))
                        .orElse("");
        asked.add(request.method() + " " + target + body);
        Deque<String> left =
                answers.getOrDefault(
                        request.method() + " " + target.replaceFirst("\\?.*", ""),
                        new ArrayDeque<>());
        String document = left.size() > 1 ? left.remove() : left.peek();
        return document == null
                ? new ForgeReply(404, Map.of(), "{}".getBytes(StandardCharsets.UTF_8))
                : new ForgeReply(200, Map.of(), document.getBytes(StandardCharsets.UTF_8));
    }

    /// Runs a verb on charles/lib as dev-bot.
    public ToolResult run(List<Tool> tools, String verb, Map<String, Object> arguments)
            throws ToolFailure {
        return tools.stream()
                .filter(tool -> tool.name().verb().equals(verb))
                .findFirst()
                .orElseThrow()
                .action()
                .run(use(arguments));
    }

    public ToolCall use(Map<String, Object> arguments) {
        return new ToolCall(
                new Forge(this, "dev-bot"),
                Optional.of(new RepositoryName("charles", "lib")),
                new Arguments(arguments),
                new Setting("dev-bot", "https://forge.example.org", branch, Instant.EPOCH),
                told::add);
    }

    @Override
    public void close() {}
}
