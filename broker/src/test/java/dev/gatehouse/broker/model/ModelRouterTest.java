package dev.gatehouse.broker.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.model.ModelRouting.Routed;
import dev.gatehouse.broker.model.ModelRouting.Unroutable;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.protocol.BrokerPaths;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelRouterTest {
    private static final ModelRouter ANTHROPIC = new ModelRouter(ModelApi.ANTHROPIC);
    private static final ModelRouter OPENAI = new ModelRouter(ModelApi.OPENAI);

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "POST, /v1/messages?beta=true, MESSAGES_CREATE, /v1/messages?beta=true",
        "POST, /v1/messages, MESSAGES_CREATE, /v1/messages",
        "POST, /%761/mess%61ges, MESSAGES_CREATE, /v1/messages",
        "POST, /v1/messages/count_tokens?beta=true, MESSAGES_COUNT,"
                + " /v1/messages/count_tokens?beta=true",
        "GET, /v1/models?limit=10&x=y, ANTHROPIC_MODELS_LIST, /v1/models?limit=10",
        "GET, /v1/models/claude-opus-4%5B1m%5D, ANTHROPIC_MODELS_GET,"
                + " /v1/models/claude-opus-4%5B1m%5D",
        "POST, /v1/messages/batches, BATCHES_CREATE, /v1/messages/batches",
        "GET, /v1/messages/batches/msgbatch_01/results, BATCHES_RESULTS,"
                + " /v1/messages/batches/msgbatch_01/results",
        "POST, /v1/messages/batches/msgbatch_01/cancel, BATCHES_CANCEL,"
                + " /v1/messages/batches/msgbatch_01/cancel",
        "DELETE, /v1/messages/batches/msgbatch_01, BATCHES_DELETE,"
                + " /v1/messages/batches/msgbatch_01",
        "POST, /v1/files, FILES_CREATE, /v1/files",
        "GET, /v1/files/file_01/content, FILES_CONTENT, /v1/files/file_01/content",
        "DELETE, /v1/files/file_01, FILES_DELETE, /v1/files/file_01",
    })
    void findsTheOperationAndWritesTheTargetAnew(
            String method, String raw, ModelOperation operation, String target) {
        assertThat(call(ANTHROPIC, method, raw).operation()).isEqualTo(operation);
        assertThat(call(ANTHROPIC, method, raw).target()).isEqualTo(target);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "POST, /v1/chat/completions, CHAT_CREATE",
        "POST, /v1/responses, RESPONSES_CREATE",
        "POST, /v1/embeddings, EMBEDDINGS_CREATE",
        "POST, /v1/completions, COMPLETIONS_CREATE",
        "GET, /v1/models, OPENAI_MODELS_LIST",
        "GET, /v1/models/org%2Fmodel, OPENAI_MODELS_GET",
    })
    void knowsTheOtherApi(String method, String raw, ModelOperation operation) {
        assertThat(call(OPENAI, method, raw).operation()).isEqualTo(operation);
        assertThat(call(OPENAI, method, raw).target()).isEqualTo(raw);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /v1/messages",
        "post, /v1/messages",
        "PUT, /v1/files/file_01",
        "POST, /v1/Messages",
        "POST, /V1/messages",
        "POST, /v1/complete",
        "POST, /api/event_logging/batch",
        "GET, /api/claude_code/settings",
        "POST, /v1/code/sessions",
        "GET, /v1/organizations/api_keys",
        "GET, /v1/sessions",
        "POST, /v1/oauth/token",
        "GET, /v1/messages/batches/a%2Fb",
        "GET, /v1/messages/batches/a.b",
        "GET, /v1/models/a%20b",
        "GET, /",
        "POST, /v1/chat/completions",
        "TRACE, /v1/models",
        "POST, /-/broker/v1/whoami",
    })
    void refusesWhatIsNotInTheCatalogue(String method, String raw) {
        assertThat(ANTHROPIC.route(method, raw))
                .isInstanceOfSatisfying(
                        Unroutable.class,
                        no -> assertThat(no.refusal().code().word()).isEqualTo("unknown-route"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/v1//messages",
        "/v1/messages/",
        "/v1/./messages",
        "/v1/x/../messages",
        "/v1/x/%2e%2e/messages",
        "/v1/mess%2561ges",
        "/v1/messages%00",
        "/v1/messages%0d%0a",
        "/v1\\messages",
        "http://api.anthropic.com/v1/messages",
        "/v1/messages#x",
        "/v1/messages?beta=true&beta=false",
        "/v1/messages?beta=true;x=y",
        "/v1/messages?access_token=x",
    })
    void refusesATargetThatCanBeReadInTwoWays(String raw) {
        assertThat(ANTHROPIC.route("POST", raw))
                .isInstanceOfSatisfying(
                        Unroutable.class,
                        no -> assertThat(no.refusal().code().word()).isEqualTo("malformed"));
    }

    @Test
    void dropsTheQueryNamesItDoesNotKnow() {
        assertThat(call(ANTHROPIC, "POST", "/v1/messages?beta=true&key=x").droppedQuery())
                .containsExactly("key");
    }

    @Test
    void tellsTheModelOfThePath() {
        assertThat(call(OPENAI, "GET", "/v1/models/org%2Fmodel").model())
                .isEqualTo(Optional.of("org/model"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"HEAD, /", "HEAD, /api/hello", "GET, /api/hello"})
    void answersProbesItself(String method, String raw) {
        assertThat(ANTHROPIC.route(method, raw))
                .isEqualTo(new Routed(new ModelRoute.Probe(HttpMethod.of(method).orElseThrow())));
        assertThat(OPENAI.route(method, raw)).isInstanceOf(Unroutable.class);
    }

    @ParameterizedTest
    @EnumSource
    void answersWhoamiItself(ModelApi api) {
        assertThat(new ModelRouter(api).route("GET", BrokerPaths.WHOAMI))
                .isEqualTo(new Routed(new ModelRoute.Broker(BrokerPaths.WHOAMI)));
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationIsFoundByItsOwnPath(ModelOperation operation) {
        String raw = operation.path().replace("{id}", "a").replace("{model}", "a");

        assertThat(call(new ModelRouter(operation.api()), operation.method().name(), raw))
                .isEqualTo(
                        new ModelRoute.Call(
                                operation,
                                operation.path().contains("{model}")
                                        ? Optional.of("a")
                                        : Optional.empty(),
                                raw,
                                List.of()));
    }

    @Test
    void anIdMeansOneThingWithinItsApi() {
        assertThat(Stream.of(ModelOperation.values()).map(it -> it.api() + " " + it.id()))
                .doesNotHaveDuplicates();
    }

    private static ModelRoute.Call call(ModelRouter router, String method, String raw) {
        assertThat(router.route(method, raw)).as(method + " " + raw).isInstanceOf(Routed.class);
        return (ModelRoute.Call) ((Routed) router.route(method, raw)).route();
    }
}
