package dev.gatehouse.broker.admin.server;

import dev.gatehouse.broker.admin.AdminDocuments;
import dev.gatehouse.broker.log.LogLevel;
import dev.gatehouse.broker.log.LogLevels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How much single loggers say, until the configuration is read again or the process ends.
final class LogActions {
    private static final JsonMapper JSON = new JsonMapper();

    private LogActions() {}

    static Intake set(List<String> values) {
        String logger = values.getFirst();
        return WholeBody.document(body -> {
            Optional<JsonNode> level =
                    AdminDocuments.parsed(body)
                            .filter(document -> document.size() == 1)
                            .map(document -> document.path("level"));
            if (level.filter(JsonNode::isNull).isPresent()) {
                return reply(LogLevels.restore(logger));
            }
            return level.filter(JsonNode::isString)
                    .flatMap(word -> LogLevel.ofWord(word.asString()))
                    .map(word -> reply(LogLevels.set(logger, word)))
                    .orElseGet(LogActions::garbled);
        });
    }

    private static Reply reply(LogLevels.Change change) {
        return switch (change) {
            case LogLevels.Change.Changed(List<String> loggers) ->
                    new Reply.Document(JSON.writeValueAsBytes(Map.of("loggers", loggers)));
            case LogLevels.Change.NoSuchLogger() ->
                    new Reply.Problem(
                            404,
                            "nothing logs by this name",
                            "use 'root', a package, or a name as it stands in log lines");
        };
    }

    private static Reply garbled() {
        return new Reply.Problem(
                400,
                "the body names no level",
                "send {\"level\": LEVEL} with one of "
                        + String.join(", ", LogLevel.words())
                        + ", or null for the configured one");
    }
}
