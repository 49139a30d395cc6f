package dev.gatehouse.broker.tool.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.TestingTools;
import dev.gatehouse.broker.TestingTools.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Repositories, their refs and their files on a forge.
@Timeout(60)
class RepositoryToolsIT {
    @TempDir Path directory;

    private TestingTools tools;

    @BeforeEach
    void start() throws IOException {
        tools =
                TestingTools.start(
                        directory,
                        """
                          allow: [repoSearch, userListRepos]
                        """);
    }

    @AfterEach
    void stop() throws IOException {
        tools.close();
    }

    @Test
    void showsARepository() throws IOException {
        Outcome card = tools.fine("read", "repo", "view", "--readme");
        JsonNode data = tools.fine("read", "repo", "view", "--json").data();

        assertThat(card.out())
                .startsWith("charles/claude-hooks\n")
                .contains("default branch:     main", "# claude-hooks");
        assertThat(data.path("nameWithOwner").asString()).isEqualTo("charles/claude-hooks");
        assertThat(data.path("visibility").asString()).isEqualTo("private");
    }

    @Test
    void listsAndSearches() throws IOException {
        assertThat(tools.fine("read", "repo", "search", "claude").out())
                .contains("charles/claude-hooks");
        assertThat(tools.fine("read", "repo", "list", "charles", "-L", "1").error())
                .contains("note: showing 1");
    }

    @Test
    void leavesTheCloneToGit() throws IOException {
        Outcome cloned = tools.fine("read", "repo", "clone", "charles/claude-hooks", "hooks");
        Outcome wrong = tools.run("read", "repo", "clone", "--", "-u/../x");

        assertThat(cloned.steps()).hasSize(1);
        assertThat(cloned.steps().getFirst().path("git").toString())
                .startsWith("[\"clone\",\"--\",\"http")
                .endsWith("/charles/claude-hooks.git\",\"hooks\"]");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.error()).contains("names no repository; write OWNER/REPO");
    }

    @Test
    void makesAndDeletesBranches() throws IOException {
        Outcome made =
                tools.fine(
                        "contribute", "repo", "create-branch", "dev/a", "--from", "dev/time-limit");
        Outcome elsewhere = tools.run("contribute", "repo", "create-branch", "release");

        assertThat(made.out()).startsWith("made the branch dev/a, at ");
        assertThat(elsewhere.exit()).isEqualTo(3);
        assertThat(elsewhere.error()).contains("ref-not-granted");
        assertThat(tools.fine("read", "repo", "branches").out())
                .contains("dev/a", "dev/time-limit");
        assertThat(refs()).containsKey("refs/heads/dev/a");
        tools.fine("contribute", "repo", "delete-branch", "dev/a");
        assertThat(refs()).doesNotContainKey("refs/heads/dev/a");
    }

    @Test
    void makesAndDeletesTags() throws IOException {
        Outcome made = tools.fine("maintain", "repo", "create-tag", "v9.1", "-m", "The ninth");

        assertThat(made.out()).startsWith("made the tag v9.1, at ");
        assertThat(tools.fine("read", "repo", "tags").out()).contains("v9.1", "The ninth");
        tools.fine("maintain", "repo", "delete-tag", "v9.1");
        assertThat(refs()).doesNotContainKey("refs/tags/v9.1");
    }

    private Map<String, String> refs() throws IOException {
        return tools.forge().refs("charles", "claude-hooks");
    }

    @Test
    void readsFilesAndDirectories() throws IOException {
        Outcome root = tools.fine("read", "repo", "contents");
        Outcome file =
                tools.fine(
                        "read",
                        "repo",
                        "contents",
                        "/hooks/settings.json",
                        "--ref",
                        "dev/time-limit");
        Outcome missing = tools.run("read", "repo", "contents", "hooks/none.json");

        assertThat(root.out()).contains("README.md", "dir");
        assertThat(file.out()).isEqualTo("{\"time_limit_seconds\": 30}\n");
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.error()).contains("not found, or not visible");
    }

    @Test
    void writesReplacesAndDeletesAFile() throws IOException {
        tools.fine("contribute", "repo", "create-branch", "dev/a");
        Outcome added = put("--content", "One, two.\n", "-m", "Begin notes");
        JsonNode first = notes();
        Outcome changed = put("--content", "Three.\n");
        Outcome stale = put("--content", "Four.\n", "--sha", first.path("sha").asString());

        assertThat(added.out()).startsWith("added docs/my notes.md, in commit ");
        assertThat(first.path("content").asString()).isEqualTo("One, two.\n");
        assertThat(changed.out()).startsWith("changed docs/my notes.md");
        assertThat(stale.exit()).as("somebody else was faster").isEqualTo(1);
        assertThat(notes().path("content").asString()).isEqualTo("Three.\n");
        tools.fine("contribute", "repo", "delete-file", "docs/my notes.md", "--branch", "dev/a");
        assertThat(
                        tools.run("read", "repo", "contents", "docs/my notes.md", "--ref", "dev/a")
                                .exit())
                .isEqualTo(1);
    }

    private Outcome put(String... options) throws IOException {
        List<String> words =
                new ArrayList<>(
                        List.of("repo", "put-file", "docs/my notes.md", "--branch", "dev/a"));
        words.addAll(List.of(options));
        return tools.run("contribute", words.toArray(String[]::new));
    }

    private JsonNode notes() throws IOException {
        return tools.fine(
                        "read", "repo", "contents", "docs/my notes.md", "--ref", "dev/a", "--json")
                .data();
    }

    @Test
    void listsCommitsAndCompares() throws IOException {
        Outcome commits = tools.fine("read", "repo", "commits", "dev/time-limit", "-L", "1");
        Outcome ofFile =
                tools.fine(
                        "read",
                        "repo",
                        "commits",
                        "dev/time-limit",
                        "--path",
                        "hooks/settings.json",
                        "--json");
        Outcome compared = tools.fine("read", "repo", "compare", "main", "dev/time-limit");

        assertThat(commits.out()).contains("Read the time limit from the settings");
        assertThat(commits.error()).contains("note: showing 1");
        assertThat(ofFile.data()).hasSize(1);
        assertThat(compared.out())
                .contains("Read the time limit from the settings", "hooks/settings.json");
    }
}
