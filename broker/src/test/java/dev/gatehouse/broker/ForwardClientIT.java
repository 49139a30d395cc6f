package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client library of the forge's API that nobody here wrote, which wants a URL and a token, by
/// way of `forge run`. Needs Node 20 and npm's registry.
@Timeout(240)
class ForwardClientIT {
    @TempDir Path directory;

    private TestingNode node;
    private TestingTools tools;

    @BeforeEach
    void start() throws Exception {
        node = TestingNode.in(directory);
        tools = TestingTools.start(directory.resolve("broker"));
    }

    @AfterEach
    void stop() throws IOException {
        if (tools != null) {
            tools.close();
        }
    }

    @Test
    void findsItsWayByTheDoorAndByTheAddressesInAnswers() throws Exception {
        TestingNode.Ended ended =
                node.run(
                        tools.client("triage").socket(),
                        TestingNode.FORGE.toString(),
                        "run",
                        "--",
                        "node",
                        "api.mjs",
                        "charles",
                        "claude-hooks");
        assertThat(ended.status()).as(ended.output()).isZero();
        JsonNode seen = new JsonMapper().readTree(ended.output());

        String base = seen.path("base").asString();
        assertThat(base).startsWith("http://127.0.0.1:");
        assertThat(seen.path("token").asString())
                .as("a public word: whoever needs one to be there, has one")
                .isNotEmpty();
        assertThat(tools.forge().token("dev-bot")).isNotEqualTo(seen.path("token").asString());
        assertThat(seen.path("user").asString()).isEqualTo("dev-bot");
        assertThat(seen.path("next").asString()).startsWith(base + "/api/v1/");
        assertThat(seen.path("nextPage").asInt()).isEqualTo(200);
        assertThat(seen.path("issue").asString()).startsWith(base + "/api/v1/");
        assertThat(seen.path("again").asInt()).isEqualTo(200);
        assertThat(seen.path("page").asString()).as("for people").doesNotStartWith(base);
        assertThat(seen.path("refused").asString()).contains("gatehouse: ", "repoDelete");
    }
}
