package dev.gatehouse.broker.tool.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.tool.TestingLine;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Making repositories, which no token of the tests' forges may.
class RepositoryToolsTest {
    private static final String MADE =
            "{\"full_name\": \"dev-bot/scratch\", \"html_url\": \"https://forge.example.org/dev-bot/scratch\"}";

    private final TestingLine line =
            new TestingLine()
                    .answering("POST user/repos", MADE)
                    .answering("POST orgs/guild/repos", MADE)
                    .answering("POST repos/charles/lib/forks", MADE);

    @Test
    void makesAPrivateOneUnlessAskedOtherwise() throws ToolFailure {
        ToolResult made = run("create", Map.of("name", "scratch"));
        run("create", Map.of("name", "scratch", "org", "guild", "public", true));

        assertThat(made.page()).contains("https://forge.example.org/dev-bot/scratch");
        assertThat(line.asked())
                .containsExactly(
                        "POST user/repos {\"name\":\"scratch\",\"private\":true,\"auto_init\":false}",
                        "POST orgs/guild/repos"
                                + " {\"name\":\"scratch\",\"private\":false,\"auto_init\":false}");
    }

    @Test
    void forks() throws ToolFailure {
        ToolResult fork = run("fork", Map.of("org", "guild", "fork-name", "copy"));

        assertThat(fork.view().toString()).contains("forked charles/lib: dev-bot/scratch");
        assertThat(line.asked())
                .containsExactly(
                        "POST repos/charles/lib/forks"
                                + " {\"organization\":\"guild\",\"name\":\"copy\"}");
    }

    private ToolResult run(String verb, Map<String, Object> arguments) throws ToolFailure {
        return line.run(RepositoryTools.all(), verb, arguments);
    }
}
