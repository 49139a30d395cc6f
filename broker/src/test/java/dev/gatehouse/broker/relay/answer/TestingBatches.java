package dev.gatehouse.broker.relay.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.route.Router;
import dev.gatehouse.broker.route.Routing;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What must be true of any answer to an LFS batch (pitfall P13).
final class TestingBatches {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Router ROUTER = new Router(Catalogue.load());
    private static final String OBJECTS = "http://127.0.0.1:81/charles/lib.git/info/lfs/";
    private static final String STORE = "https://s3.example.net/";
    private static final int MOST_BYTES = 1000;

    private TestingBatches() {}

    /// What holds for whatever Forgejo says.
    static void check(byte[] answer) {
        LfsBatchAnswer batch =
                new LfsBatchAnswer(
                        ROUTER,
                        new ForgeOrigin(URI.create("https://forge.example.org/"), Optional.empty()),
                        route(),
                        "127.0.0.1:81",
                        MOST_BYTES,
                        (oid, href) -> href.startsWith(STORE));
        batch.rewrite(answer).ifPresent(written -> checkWritten(JSON.readTree(written)));
    }

    private static void checkWritten(JsonNode written) {
        assertThat(written.propertyNames()).containsExactly("transfer", "objects");
        assertThat(written.path("transfer").asString("")).isEqualTo("basic");
        for (JsonNode object : written.path("objects")) {
            String oid = object.path("oid").asString("");
            assertThat(oid).matches("[0-9a-f]{64}");
            assertThat(object.propertyNames())
                    .as("nothing of Forgejo's own, no header above all")
                    .isSubsetOf("oid", "size", "authenticated", "actions", "error");
            assertThat(object.has("error") && object.has("actions")).isFalse();
            assertThat(object.path("error").propertyNames()).isSubsetOf("code", "message");
            checkActions(oid, object);
        }
    }

    private static void checkActions(String oid, JsonNode object) {
        JsonNode actions = object.path("actions");
        assertThat(actions.propertyNames()).isSubsetOf("download", "upload", "verify");
        for (JsonNode action : actions) {
            assertThat(action.propertyNames()).isEqualTo(Set.of("href"));
        }
        if (actions.has("download")) {
            assertThat(href(actions, "download")).isEqualTo(OBJECTS + "objects/" + oid);
        }
        if (actions.has("upload")) {
            assertThat(href(actions, "upload"))
                    .matches("\\Q" + OBJECTS + "objects/" + oid + "\\E/[0-9]{1,18}");
            assertThat(object.path("size").asLong(0))
                    .as("what is larger is refused here")
                    .isLessThanOrEqualTo(MOST_BYTES);
        }
        if (actions.has("verify")) {
            assertThat(href(actions, "verify")).isEqualTo(OBJECTS + "verify");
        }
    }

    private static String href(JsonNode actions, String action) {
        return actions.path(action).path("href").asString("");
    }

    private static Route.Lfs route() {
        return switch (ROUTER.route("POST", "/charles/lib.git/info/lfs/objects/batch")) {
            case Routing.Routed(Route.Lfs lfs) -> lfs;
            case Routing other -> throw new AssertionError(other);
        };
    }
}
