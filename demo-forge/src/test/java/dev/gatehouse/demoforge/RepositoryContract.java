package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Finding, making and forking repositories.
interface RepositoryContract extends ForgeCalls {
    Set<String> WRITES_USER = Set.of("write:user", "write:repository");

    @Test
    default void findsRepositoriesByNameOwnerAndKind() throws Exception {
        JsonNode found = get("dev-bot", "repos/search?q=lib-parser&mode=source");
        assertThat(found.get("ok").asBoolean()).isTrue();
        assertThat(found.at("/data/0/full_name").asString()).isEqualTo("charles/lib-parser");
        assertThat(get("dev-bot", "repos/search?q=parser&limit=1").get("data")).hasSize(1);
        assertThat(get("dev-bot", "repos/search?q=vault").get("data")).as("hidden").isEmpty();
        assertThat(get("dev-bot", "repos/search?q=told&includeDesc=true&mode=source").get("data"))
                .as("by its description")
                .hasSize(1);
        ask("dev-bot", 422, "GET", "repos/search?mode=nonsense", "");
        ask("dev-bot", 422, "GET", "repos/search?sort=nonsense", "");
        assertThat(get("dev-bot", "users/mallory/repos")).isNotEmpty();
        assertThat(names(get("dev-bot", "users/charles/repos"))).doesNotContain("vault");
    }

    private static Iterable<String> names(JsonNode repositories) {
        return repositories
                .valueStream()
                .map(repository -> repository.get("name").asString())
                .toList();
    }

    @Test
    default void makesAndDeletesARepository() throws Exception {
        String name = ForgeContract.fresh();
        String body =
                "{\"name\":\"%s\",\"private\":true,\"auto_init\":true,\"description\":\"d\"}"
                        .formatted(name);
        JsonNode made = ask(WRITES_USER, "mallory", 201, "POST", "user/repos", body);
        assertThat(made.get("empty").asBoolean()).isFalse();
        assertThat(made.get("private").asBoolean()).isTrue();
        ask(WRITES_USER, "mallory", 409, "POST", "user/repos", body);
        String path = "repos/mallory/" + name;
        assertThat(get("mallory", path + "/contents/README.md").get("type").asString())
                .isEqualTo("file");
        ask("dev-bot", 404, "GET", path, "");
        ask("mallory", 204, "PUT", path + "/topics", "{\"topics\":[\"B\",\"a\"]}");
        assertThat(get("mallory", path + "/topics").get("topics").toString())
                .isEqualTo("[\"a\",\"b\"]");
        ask("mallory", 422, "PUT", path + "/topics", "{\"topics\":[\"not a topic\"]}");
        ask("mallory", 403, "DELETE", path, "{}");
        ask(WRITES_USER, "mallory", 204, "DELETE", path, "{}");
        ask("mallory", 404, "GET", path, "");
    }

    @Test
    default void saysThatARepositoryWithoutCommitsIsEmpty() throws Exception {
        String name = ForgeContract.fresh();
        ask(WRITES_USER, "mallory", 201, "POST", "user/repos", "{\"name\":\"" + name + "\"}");
        String path = "repos/mallory/" + name;
        assertThat(get("mallory", path).get("empty").asBoolean()).isTrue();
        ask("mallory", 409, "GET", path + "/commits", "");
        ask(WRITES_USER, "mallory", 204, "DELETE", path, "{}");
    }

    @Test
    default void opensAPullRequestFromAFork() throws Exception {
        String origin = "repos/charles/lib-parser";
        String name = ForgeContract.fresh();
        JsonNode fork =
                ask("mallory", 202, "POST", origin + "/forks", "{\"name\":\"" + name + "\"}");
        assertThat(fork.at("/parent/full_name").asString()).isEqualTo("charles/lib-parser");
        ask("mallory", 409, "POST", origin + "/forks", "{\"name\":\"" + name + "x\"}");
        assertThat(names(get("dev-bot", origin + "/forks"))).contains(name);
        ask(
                "mallory",
                201,
                "POST",
                "repos/mallory/" + name + "/contents/new.txt",
                "{\"content\":\"b25lCg==\",\"new_branch\":\"topic\",\"message\":\"New\"}");
        JsonNode pull =
                ask(
                        "mallory",
                        201,
                        "POST",
                        origin + "/pulls",
                        "{\"title\":\"New\",\"head\":\"mallory:topic\",\"base\":\"main\"}");
        assertThat(pull.at("/head/repo/name").asString()).isEqualTo(name);
        String path = origin + "/pulls/" + pull.get("number").asLong();
        assertThat(get("dev-bot", path + "/files").at("/0/filename").asString())
                .isEqualTo("new.txt");
        JsonNode comparison = get("mallory", origin + "/compare/main...mallory:topic");
        assertThat(comparison.get("total_commits").asLong()).isEqualTo(1);
    }
}
