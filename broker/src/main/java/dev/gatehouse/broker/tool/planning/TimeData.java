package dev.gatehouse.broker.tool.planning;

import dev.gatehouse.broker.tool.Age;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A time that was spent on an issue, as tools show it, out of the forge's.
final class TimeData {
    private TimeData() {}

    /// @param time the forge's
    static ObjectNode of(JsonNode time) {
        ObjectNode data = Forge.object();
        data.put("id", time.path("id").asLong(0));
        data.put("number", time.path("issue").path("number").asLong(0));
        data.put("author", time.path("user_name").asString(""));
        data.put("seconds", time.path("time").asLong(0));
        data.put("createdAt", time.path("created").asString(""));
        return data;
    }

    static View table(List<ObjectNode> times, Instant now) {
        return new View.Table(
                List.of("ID", "ISSUE", "WHO", "TIME", "WHEN"),
                times.stream().map(time -> row(time, now)).toList(),
                "no time is written down");
    }

    private static List<String> row(ObjectNode time, Instant now) {
        return List.of(
                time.path("id").asString(),
                "#" + time.path("number").asLong(),
                time.path("author").asString(),
                new TimeSpent(time.path("seconds").asLong()).toString(),
                Age.of(time.path("createdAt").asString(), now));
    }
}
