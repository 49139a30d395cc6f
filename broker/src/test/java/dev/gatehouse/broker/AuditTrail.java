package dev.gatehouse.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the audit file says at this moment. Refusals and intents stand in it before the agent has
/// its answer; outcomes come a little later.
public record AuditTrail(Path file) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public List<JsonNode> records() throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .<JsonNode>map(JSON::readTree)
                .toList();
    }

    public List<JsonNode> of(String kind) throws IOException {
        return records().stream().filter(found -> kind(found).equals(kind)).toList();
    }

    /// The records that `wanted` picks, as soon as there is one.
    public List<JsonNode> await(Predicate<JsonNode> wanted)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<JsonNode> found = records().stream().filter(wanted).toList();
            if (!found.isEmpty() || System.nanoTime() > deadline) {
                return found;
            }
            Thread.sleep(20);
        }
    }

    /// Waits until every intent has its outcome.
    public void settle() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (of("intent").size() != of("outcome").size() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
    }

    public static String kind(JsonNode record) {
        return record.path("kind").asString("");
    }

    public static String code(JsonNode record) {
        return record.path("code").asString("");
    }
}
