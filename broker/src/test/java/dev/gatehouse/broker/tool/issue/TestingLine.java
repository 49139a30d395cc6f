package dev.gatehouse.broker.tool.issue;

import dev.gatehouse.broker.line.ForgeLine;
import dev.gatehouse.broker.line.ForgeReply;
import dev.gatehouse.broker.line.ForgeRequest;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.tool.Arguments;
import dev.gatehouse.broker.tool.Setting;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.forge.Forge;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A forge that has answers ready, and remembers what it was asked.
final class TestingLine implements ForgeLine {
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();

    /// @param call method and path, as in `GET /api/v1/repos/o/r/labels`
    TestingLine answers(String call, String json) {
        answers.put(call, json);
        return this;
    }

    /// Methods and paths, without queries.
    List<String> asked() {
        return asked;
    }

    /// A use of a tool on charles/hooks, as dev-bot.
    ToolCall use(Map<String, Object> arguments) {
        return new ToolCall(
                new Forge(this, "dev-bot"),
                Optional.of(new RepositoryName("charles", "hooks")),
                new Arguments(arguments),
                new Setting(
                        "dev-bot", "https://forge.example.org", Optional.empty(), Instant.EPOCH),
                progress -> {});
    }

    @Override
    public ForgeReply call(ForgeRequest request) {
        String call = request.method() + " " + request.target().replaceFirst("\\?.*", "");
        asked.add(call);
        String answer = answers.get(call);
        return answer == null
                ? new ForgeReply(404, Map.of(), new byte[0])
                : new ForgeReply(200, Map.of(), answer.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {}
}
