package dev.gatehouse.broker.relay.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.route.Router;
import dev.gatehouse.broker.route.Routing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pitfall P13: Forgejo copies the credential into its answer.
class LfsBatchAnswerTest {
    private static final String OID = "0a".repeat(32);
    private static final Router ROUTER = new Router(Catalogue.load());
    private static final long MOST_BYTES = 1000;
    private static final String ROOT = "https://forge.example.org";

    @Test
    void keepsNoHeaderAndLeadsEveryActionThroughTheBroker() {
        String answer =
                """
                {"transfer":"basic","objects":[{"oid":"%1$s","size":5,"secret":"x","actions":{
                  "upload":{"href":"%2$s/charles/lib.git/info/lfs/objects/%1$s/5",
                    "header":{"Authorization":"Basic OmFiYw==","Content-Type":"x"},"expires_at":"2026"},
                  "verify":{"href":"%2$s/Charles/lib.git/info/lfs/verify",
                    "header":{"Authorization":"Basic OmFiYw=="}}}}]}\
                """
                        .formatted(OID, ROOT);

        assertThat(rewritten(answer))
                .contains(
                        """
                        {"transfer":"basic","objects":[{"oid":"%1$s","size":5,"authenticated":true,"actions":{\
                        "upload":{"href":"http://127.0.0.1:81/charles/lib.git/info/lfs/objects/%1$s/5"},\
                        "verify":{"href":"http://127.0.0.1:81/charles/lib.git/info/lfs/verify"}}}]}\
                        """
                                .formatted(OID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://s3.example.net/bucket/key?X-Amz-Signature=abc",
                "https://forge.example.org.evil.net/charles/lib.git/info/lfs/objects/%1$s",
                "https://forge.example.org/charles/other.git/info/lfs/objects/%1$s",
                "https://forge.example.org/charles/lib.git/info/lfs/objects/0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
                "https://forge.example.org/api/v1/user",
                "//forge.example.org/charles/lib.git/info/lfs/objects/%1$s",
                "",
            })
    void givesAnErrorInsteadOfAnAddressThatLeadsElsewhere(String href) {
        String answer =
                """
                {"objects":[{"oid":"%s","size":5,"actions":{"download":{"href":"%s"}}}]}\
                """
                        .formatted(OID, href.formatted(OID));

        assertThat(rewritten(answer).orElseThrow())
                .contains("\"error\":{\"code\":422")
                .doesNotContain("href", "Signature", "example.net");
    }

    @Test
    void hidesWhereAHostThatIsConfiguredKeepsTheObject() {
        String answer =
                """
                {"objects":[{"oid":"%s","size":5,"actions":{"download":{"href":"https://known.example.net/b?X-Amz-Signature=abc"}}}]}\
                """
                        .formatted(OID);

        assertThat(rewritten(answer).orElseThrow())
                .contains(
                        "\"href\":\"http://127.0.0.1:81/charles/lib.git/info/lfs/objects/"
                                + OID
                                + "\"")
                .doesNotContain("known", "Signature");
    }

    @Test
    void refusesToTakeAnObjectThatIsTooLargeAndGivesIt() {
        String answer =
                """
                {"objects":[{"oid":"%1$s","size":1001,"actions":{"%2$s":{"href":"https://forge.example.org/charles/lib.git/info/lfs/objects/%1$s%3$s"}}}]}\
                """;

        assertThat(rewritten(answer.formatted(OID, "upload", "/1001")).orElseThrow())
                .contains("\"error\":{\"code\":422", "limits.pack")
                .doesNotContain("href");
        assertThat(rewritten(answer.formatted(OID, "download", "")).orElseThrow()).contains("href");
    }

    @Test
    void passesForgejosOwnErrorsOn() {
        String answer =
                """
                {"objects":[{"oid":"%s","size":5,"error":{"code":404,"message":"Not Found","token":"x"}}]}\
                """
                        .formatted(OID);

        assertThat(rewritten(answer).orElseThrow())
                .contains("\"error\":{\"code\":404,\"message\":\"Not Found\"}");
    }

    @Test
    void leavesAnObjectThatNeedsNothingAsItIs() {
        assertThat(rewritten("{\"objects\":[{\"oid\":\"" + OID + "\",\"size\":5}]}").orElseThrow())
                .contains("{\"oid\":\"" + OID + "\",\"size\":5}");
        assertThat(rewritten("{\"objects\":null}").orElseThrow())
                .as("Forgejo's answer to an empty batch")
                .contains("\"objects\":[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{}", "{\"objects\":{}}", "{\"objects\":[", "null"})
    void showsNothingOfAnAnswerItCannotRead(String answer) {
        assertThat(rewritten(answer)).isEmpty();
    }

    private static Optional<String> rewritten(String answer) {
        ForgeOrigin origin = new ForgeOrigin(URI.create(ROOT), Optional.empty());
        if (ROUTER.route("POST", "/charles/lib.git/info/lfs/objects/batch")
                instanceof Routing.Routed(Route.Lfs lfs)) {
            return new LfsBatchAnswer(
                            ROUTER,
                            origin,
                            lfs,
                            "127.0.0.1:81",
                            MOST_BYTES,
                            (oid, href) -> href.startsWith("https://known."))
                    .rewrite(answer.getBytes(StandardCharsets.UTF_8))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        }
        throw new AssertionError("no route");
    }
}
