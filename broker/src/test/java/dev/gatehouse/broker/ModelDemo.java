package dev.gatehouse.broker;

import dev.gatehouse.broker.worker.verify.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A session of Claude Code as one reads it, for `docs/model-demo.md`: left in
/// `target/model-demo.txt`.
record ModelDemo(List<String> lines) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FILE = Path.of("target/model-demo.txt");

    static ModelDemo of(
            String prompt, TestingWorkers.Ended session, List<Finding> findings, AuditTrail audit)
            throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("$ claude -p '" + prompt + "'");
        session.output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(JSON::readTree)
                .forEach(event -> tell(event, lines));
        lines.add("");
        for (Finding finding : findings) {
            lines.add(
                    "%-6s %s (%s)"
                            .formatted(
                                    finding.holds() ? "holds" : "BROKEN " + finding.breaches(),
                                    finding.invariant().sentence(),
                                    finding.seen()));
        }
        lines.add("");
        audit.records().forEach(record -> lines.add(record.toString()));
        return new ModelDemo(lines);
    }

    private static void tell(JsonNode event, List<String> lines) {
        for (JsonNode block : event.path("message").path("content")) {
            switch (block.path("type").asString("")) {
                case "tool_use" ->
                        lines.add(
                                "%s %s"
                                        .formatted(
                                                block.path("name").asString(""),
                                                block.path("input")));
                case "tool_result" ->
                        block.path("content")
                                .asString("")
                                .lines()
                                .forEach(line -> lines.add("    " + line));
                case "text" -> lines.add(block.path("text").asString(""));
                default -> lines.add("(" + block.path("type").asString("") + ")");
            }
        }
    }

    void write() throws IOException {
        Files.createDirectories(FILE.toAbsolutePath().getParent());
        Files.write(FILE, lines);
    }
}
