package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The official client of the Model Context Protocol, which nobody here wrote, asks the broker by
/// way of `forge mcp`. Needs Node 20 and npm's registry.
@Timeout(240)
class McpClientIT {
    @TempDir static Path directory;

    private static TestingNode node;
    private static TestingTools tools;

    @BeforeAll
    static void start() throws Exception {
        node = TestingNode.in(directory);
        tools = TestingTools.start(directory.resolve("broker"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (tools != null) {
            tools.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "2026-07-28"})
    void findsToolsUsesThemAndIsRefused(String era) throws Exception {
        TestingNode.Ended ended =
                node.run(
                        tools.client("triage").socket(),
                        "node",
                        "mcp.mjs",
                        era,
                        TestingNode.FORGE.toString(),
                        "mcp");
        assertThat(ended.status()).as(ended.output()).isZero();
        JsonNode seen = new JsonMapper().readTree(ended.output());

        assertThat(seen.path("server").asString()).isEqualTo("gatehouse");
        assertThat(texts(seen.path("tools")))
                .contains("issue_read", "issue_write", "pr_read")
                .doesNotContain("repo_write", "issue_delete");
        assertThat(texts(seen.path("readOnly")))
                .contains("issue_read")
                .doesNotContain("issue_write");
        assertThat(seen.path("issues").path("structuredContent").path("items").size()).isPositive();
        assertThat(seen.path("created").path("content").get(0).path("text").asString())
                .startsWith("opened #");
        assertThat(seen.path("refused").path("isError").asBoolean(false)).isTrue();
        assertThat(seen.path("refused").path("content").get(0).path("text").asString())
                .contains("not-granted", "repoMergePullRequest", "remedy: ");
        assertThat(texts(seen.path("resources"))).contains("forgejo://charles/claude-hooks");
        assertThat(seen.path("issue").asString()).startsWith("#1 ");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
    }
}
