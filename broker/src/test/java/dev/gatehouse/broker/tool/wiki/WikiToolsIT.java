package dev.gatehouse.broker.tool.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.TestingTools;
import dev.gatehouse.broker.TestingTools.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The pages of a wiki.
@Timeout(60)
class WikiToolsIT {
    @TempDir Path directory;

    private TestingTools tools;

    @BeforeEach
    void start() throws IOException {
        tools =
                TestingTools.start(
                        directory,
                        """
                        - repositories: [charles/claude-hooks]
                          allow: [repoDeleteWikiPage]
                          accept-risk: [destructive]
                        """);
    }

    @AfterEach
    void stop() throws IOException {
        tools.close();
    }

    private JsonNode data(String agent, String... words) throws IOException {
        return tools.fine(agent, words).data();
    }

    private List<String> titles() throws IOException {
        return data("read", "wiki", "list", "--json")
                .valueStream()
                .map(page -> page.path("title").asString())
                .toList();
    }

    @Test
    void listsAndShowsPages() throws IOException {
        Outcome list = tools.fine("read", "wiki", "list");
        Outcome page = tools.fine("read", "wiki", "view", "Home");

        assertThat(list.out()).contains("PAGE", "Home", "Charles");
        assertThat(page.out()).contains("# What a hook is");
        assertThat(data("read", "wiki", "view", "home", "--json").path("title").asString())
                .isEqualTo("Home");
    }

    @Test
    void saysWhichPagesThereAre() throws IOException {
        Outcome missing = tools.run("read", "wiki", "view", "Away");

        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.error()).contains("no page 'Away'", "'Home'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Plain", "Two words", "with-dash", "What is ä?", "a/b", "50% done"})
    void findsAPageByTheTitleItWasGiven(String title) throws IOException {
        tools.fine("maintain", "wiki", "create", title, "-b", "Text of " + title);

        assertThat(titles()).contains(title);
        assertThat(data("read", "wiki", "view", title, "--json").path("body").asString())
                .isEqualTo("Text of " + title);
        assertThat(data("read", "wiki", "revisions", title, "--json")).hasSize(1);
    }

    @Test
    void takesTheTextFromAFile() throws IOException {
        Outcome created =
                tools.run(
                        "maintain",
                        Map.of("page.md", "# Grüße\n"),
                        "wiki",
                        "create",
                        "Greetings",
                        "-F",
                        "page.md");

        assertThat(created.exit()).as(created.error()).isZero();
        assertThat(data("read", "wiki", "view", "Greetings", "--json").path("body").asString())
                .isEqualTo("# Grüße\n");
    }

    @Test
    void rewritesRenamesAndDeletes() throws IOException {
        tools.fine("maintain", "wiki", "create", "Draft page", "-b", "First");
        tools.fine(
                "maintain",
                "wiki",
                "edit",
                "Draft page",
                "-b",
                "Second",
                "--message",
                "Say it better");
        JsonNode revisions = data("read", "wiki", "revisions", "Draft page", "--json");
        tools.fine("maintain", "wiki", "edit", "Draft page", "-t", "Final page");
        JsonNode renamed = data("read", "wiki", "view", "Final page", "--json");
        List<String> then = titles();
        tools.fine("maintain", "wiki", "delete", "Final page");

        assertThat(revisions).hasSize(2);
        assertThat(revisions.path(0).path("message").asString()).isEqualTo("Say it better");
        assertThat(renamed.path("body").asString()).as("only the name changed").isEqualTo("Second");
        assertThat(then).containsExactlyInAnyOrder("Home", "Final page");
        assertThat(titles()).containsExactly("Home");
        assertThat(tools.run("maintain", "wiki", "edit", "Home").exit()).isEqualTo(2);
    }
}
