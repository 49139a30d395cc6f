package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Commits, trees and tags to read.
interface HistoryContract extends ForgeCalls {

    @Test
    default void listsTheCommitsOfABranchOrPath() throws Exception {
        String commits = HOOKS + "/commits?sha=dev/time-limit";
        JsonNode all = get("dev-bot", commits);
        assertThat(all).hasSize(2);
        assertThat(all.at("/0/commit/message").asString().strip())
                .isEqualTo("Read the time limit from the settings");
        assertThat(all.at("/0/author/login").asString()).isEqualTo("dev-bot");
        assertThat(all.at("/0/files/0/status").asString()).isEqualTo("added");
        Reply page =
                ForgeClient.with(forge().url(), forge().token("dev-bot"))
                        .get("api/v1/" + commits + "&limit=1");
        assertThat(page.header("X-HasMore")).contains("true");
        assertThat(page.header("X-Total")).contains("2");
        assertThat(get("dev-bot", commits + "&path=hooks/settings.json")).hasSize(1);
        assertThat(get("dev-bot", commits + "&not=main")).hasSize(1);
        ask("dev-bot", 404, "GET", HOOKS + "/commits?sha=no-such-branch", "");
    }

    @Test
    default void readsOneCommitAndWhatItChanged() throws Exception {
        JsonNode commit = get("dev-bot", HOOKS + "/git/commits/dev%2Ftime-limit");
        assertThat(commit.at("/stats/total").asLong()).isEqualTo(1);
        String sha = commit.get("sha").asString();
        Reply diff =
                ForgeClient.with(forge().url(), forge().token("dev-bot"))
                        .get("api/v1/" + HOOKS + "/git/commits/" + sha + ".diff");
        assertThat(diff.text()).contains("+{\"time_limit_seconds\": 30}");
        JsonNode comparison = get("dev-bot", HOOKS + "/compare/main...dev%2Ftime-limit");
        assertThat(comparison.get("total_commits").asLong()).isEqualTo(1);
        assertThat(comparison.at("/files/0/filename").asString()).isEqualTo("hooks/settings.json");
        ask("dev-bot", 404, "GET", HOOKS + "/git/commits/0123456789", "");
    }

    @Test
    default void readsATreeAndItsBlobs() throws Exception {
        JsonNode tree = get("dev-bot", "repos/charles/secret-plans/git/trees/main?recursive=true");
        assertThat(tree.get("tree").valueStream().map(item -> item.get("path").asString()))
                .contains("PLANS.md", "src", "src/main.txt");
        assertThat(get("dev-bot", "repos/charles/secret-plans/git/trees/main").get("tree"))
                .hasSize(3);
        assertThat(
                        get("dev-bot", "repos/charles/secret-plans/git/trees/main?per_page=1")
                                .get("truncated")
                                .asBoolean())
                .isTrue();
        String blob = tree.at("/tree/0/sha").asString();
        assertThat(
                        get("dev-bot", "repos/charles/secret-plans/git/blobs/" + blob)
                                .get("encoding")
                                .asString())
                .isEqualTo("base64");
        get("dev-bot", HOOKS + "/languages");
        ask("dev-bot", 400, "GET", HOOKS + "/git/trees/no-such-tree", "");
    }

    @Test
    default void keepsTheMessageOfATag() throws Exception {
        String tag = ForgeContract.fresh();
        ask(
                "dev-bot",
                201,
                "POST",
                HOOKS + "/tags",
                "{\"tag_name\":\"%s\",\"message\":\"What is in it\"}".formatted(tag));
        assertThat(get("dev-bot", HOOKS + "/tags/" + tag).get("message").asString().strip())
                .isEqualTo("What is in it");
        ask("dev-bot", 404, "GET", HOOKS + "/tags/no-such-tag", "");
    }
}
