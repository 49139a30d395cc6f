package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Wiki pages and the names they go by.
interface WikiContract extends ForgeCalls {
    String WIKI = HOOKS + "/wiki";

    @Test
    default void readsTheSeededPage() throws Exception {
        JsonNode home = get("dev-bot", WIKI + "/page/Home");
        assertThat(home.get("title").asString()).isEqualTo("Home");
        assertThat(home.get("content_base64").asString()).isNotEmpty();
        assertThat(get("dev-bot", WIKI + "/pages")).isNotEmpty();
        ask("dev-bot", 404, "GET", WIKI + "/page/No-such-page", "");
        ask("dev-bot", 404, "GET", "repos/charles/lib-parser/wiki/pages", "");
    }

    @Test
    default void walksAPageThroughItsLife() throws Exception {
        for (String separator : List.of(" ", "-")) {
            String title = "Page" + separator + ForgeContract.fresh();
            JsonNode made =
                    ask(
                            "dev-bot",
                            201,
                            "POST",
                            WIKI + "/new",
                            "{\"title\":\"%s\",\"content_base64\":\"b25lCg==\"}".formatted(title));
            assertThat(made.get("title").asString()).isEqualTo(title);
            String path = WIKI + "/page/" + made.get("sub_url").asString();
            ask("dev-bot", 400, "POST", WIKI + "/new", "{\"title\":\"" + title + "\"}");
            ask(
                    "dev-bot",
                    200,
                    "PATCH",
                    path,
                    """
                    {"title":"%s","content_base64":"dHdvCg==","message":"Say two"}\
                    """
                            .formatted(title));
            assertThat(get("dev-bot", path).get("content_base64").asString()).isEqualTo("dHdvCg==");
            JsonNode revisions =
                    get("dev-bot", WIKI + "/revisions/" + made.get("sub_url").asString());
            assertThat(revisions.get("count").asLong()).isEqualTo(2);
            assertThat(revisions.at("/commits/0/message").asString().strip()).isEqualTo("Say two");
            JsonNode unnamed =
                    ask("dev-bot", 200, "PATCH", path, "{\"content_base64\":\"b25lCg==\"}");
            assertThat(unnamed.get("title").asString())
                    .as("who gives no title takes it away")
                    .isEqualTo("unnamed");
            ask("dev-bot", 404, "GET", path, "");
            ask("dev-bot", 204, "DELETE", WIKI + "/page/unnamed", "{}");
        }
        ask("mallory", 403, "POST", "repos/charles/lib-parser/wiki/new", "{\"title\":\"a\"}");
    }
}
