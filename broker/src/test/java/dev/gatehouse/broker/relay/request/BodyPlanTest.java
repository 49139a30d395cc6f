package dev.gatehouse.broker.relay.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.Limits;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.route.Router;
import dev.gatehouse.broker.route.Routing;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyPlanTest {
    private static final Router ROUTER = new Router(Catalogue.load());
    private static final String JSON = "POST /api/v1/repos/a/b/issues";
    private static final String UPLOAD = "POST /api/v1/repos/a/b/issues/1/assets";
    private static final long LIMIT_BYTES = 1000;
    private static final Limits LIMITS = new Limits(600, 16, LIMIT_BYTES, OptionalLong.empty());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                JSON + " | application/json | Inspect[mediaType=application/json]",
                JSON + " | Application/JSON ; charset=utf-8 | Inspect[mediaType=application/json]",
                "POST /-/broker/v1/explain | application/json | Inspect[mediaType=application/json]",
                "POST /api/v1/markdown/raw | text/plain | Stream[contentType=text/plain]",
                "POST /api/v1/markdown/raw | text/plain; charset=x | Stream[contentType=text/plain]",
                UPLOAD
                        + " | application/octet-stream | Stream[contentType=application/octet-stream]",
                UPLOAD + " | multipart/form-data; boundary=x-1 | Upload[boundary=x-1]",
                UPLOAD + " | Multipart/Form-Data;boundary=\"x-1\" | Upload[boundary=x-1]",
            })
    void knowsWhatBecomesOfABody(String call, String contentType, String plan) {
        assertThat(plan(call, contentType, 5)).hasToString(plan);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                JSON + " | - | not application/json",
                JSON + " | application/x-www-form-urlencoded | not application/json",
                JSON + " | multipart/form-data; boundary=x | not application/json",
                JSON + " | text/json | not application/json",
                JSON + " | application/jsonx | not application/json",
                JSON + " | application/problem+json | not application/json",
                JSON + " | application/json, text/plain | not application/json",
                "PATCH /api/v1/repos/a/b/pulls/1 | - | not application/json",
                "DELETE /api/v1/repos/a/b/contents/x | application/x-www-form-urlencoded | not application/json",
                "GET /api/v1/version | application/json | takes no body",
                "DELETE /api/v1/repos/a/b/branches/x | application/json | takes no body",
                "GET /a/b/raw/branch/main/x | text/plain | takes no body",
                "GET /attachments/0fa1b2c3-0000-4000-8000-00000000000a | text/plain | takes no body",
                "POST /api/v1/markdown/raw | text/html | takes text/plain",
                "POST /api/v1/markdown/raw | application/x-www-form-urlencoded | takes text/plain",
                UPLOAD + " | application/json | takes a file",
                UPLOAD + " | application/x-www-form-urlencoded | takes a file",
                UPLOAD + " | multipart/mixed; boundary=x | takes a file",
                UPLOAD + " | multipart/form-data | without a plain boundary",
                UPLOAD + " | multipart/form-data; boundary= | without a plain boundary",
                UPLOAD + " | multipart/form-data; boundary=a b | without a plain boundary",
                UPLOAD
                        + " | multipart/form-data; boundary=a; boundary=b | without a plain boundary",
                UPLOAD + " | multipart/form-data; charset=x; boundary=a | without a plain boundary",
                UPLOAD + " | multipart/form-data; boundary*=utf-8''a | without a plain boundary",
            })
    void refusesABodyThatCanBeReadInTwoWays(String call, String contentType, String detail) {
        assertThat(plan(call, contentType, 5))
                .isInstanceOfSatisfying(
                        BodyPlan.Refused.class,
                        refused -> {
                            assertThat(refused.refusal().code()).isEqualTo(RefusalCode.MALFORMED);
                            assertThat(refused.refusal().detail()).contains(detail);
                        });
    }

    @Test
    void aCallWithoutABodyNeedsNoType() {
        assertThat(plan(JSON, null, 0)).isEqualTo(new BodyPlan.Nothing());
        assertThat(plan("GET /api/v1/version", "text/plain", 0)).isEqualTo(new BodyPlan.Nothing());
    }

    @Test
    void readsAFetchWholeAndStreamsAPush() {
        String fetch = "POST /o/r.git/git-upload-pack";
        String push = "POST /o/r.git/git-receive-pack";

        assertThat(plan(fetch, "application/x-git-upload-pack-request", 4))
                .isEqualTo(new BodyPlan.Fetch(false));
        assertThat(plan(push, "application/x-git-receive-pack-request", 4))
                .isEqualTo(new BodyPlan.Push(false));
        assertThat(plan(push, "application/x-git-receive-pack-request", LIMIT_BYTES * 9))
                .as("the limit of API bodies is not the limit of packs")
                .isEqualTo(new BodyPlan.Push(false));
        assertThat(plan(push, "application/x-git-upload-pack-request", 4))
                .as("Forgejo answers 401 to that")
                .isInstanceOf(BodyPlan.Refused.class);
        assertThat(plan(push, "application/x-git-receive-pack-request", 0))
                .isInstanceOf(BodyPlan.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, false",
        "GZIP, false",
        "identity, false",
        "deflate, true",
        "'gzip, gzip', true"
    })
    void unpacksGzipForGitAndNothingElse(String encoding, boolean refused) {
        FullHttpRequest git = request("POST /o/r.git/git-upload-pack");
        git.headers()
                .set("Content-Length", 9)
                .set("Content-Encoding", encoding)
                .set("Content-Type", "application/x-git-upload-pack-request");
        FullHttpRequest api = request(JSON);
        api.headers()
                .set("Content-Length", 9)
                .set("Content-Encoding", encoding)
                .set("Content-Type", "application/json");

        assertThat(
                        BodyPlan.of(
                                        RequestHead.of(git),
                                        route("POST /o/r.git/git-upload-pack"),
                                        LIMITS)
                                instanceof BodyPlan.Refused)
                .isEqualTo(refused);
        assertThat(
                        BodyPlan.of(RequestHead.of(api), route(JSON), LIMITS)
                                instanceof BodyPlan.Refused)
                .isEqualTo(!encoding.equals("identity"));
    }

    @Test
    void refusesAnAnnouncedBodyBeyondTheLimit() {
        assertThat(plan(JSON, "application/json", LIMIT_BYTES))
                .isEqualTo(new BodyPlan.Inspect("application/json"));
        assertThat(plan(JSON, "application/json", LIMIT_BYTES + 1))
                .isEqualTo(BodyPlan.tooLarge(LIMIT_BYTES));
        assertThat(BodyPlan.tooLarge(LIMIT_BYTES).refusal().code()).isEqualTo(RefusalCode.LIMIT);
    }

    @Test
    void aBodyInChunksIsABodyOfUnknownLength() {
        FullHttpRequest request = request(JSON);
        request.headers()
                .set("Transfer-Encoding", "chunked")
                .set("Content-Type", "application/json");
        RequestHead head = RequestHead.of(request);

        assertThat(head.hasBody()).isTrue();
        assertThat(head.bodyBytes()).isEmpty();
        assertThat(BodyPlan.of(head, route(JSON), LIMITS))
                .isEqualTo(new BodyPlan.Inspect("application/json"));
    }

    @ParameterizedTest
    @CsvSource({"100-continue, false", "100-Continue, false", "200-ok, true", "'', true"})
    void refusesExpectationsItDoesNotKnow(String expectation, boolean refused) {
        FullHttpRequest request = request("GET /api/v1/version");
        request.headers().set("Expect", expectation);

        BodyPlan plan = BodyPlan.of(RequestHead.of(request), route("GET /api/v1/version"), LIMITS);

        assertThat(plan instanceof BodyPlan.Refused).isEqualTo(refused);
    }

    private static BodyPlan plan(String call, @Nullable String contentType, long bytes) {
        FullHttpRequest request = request(call);
        request.headers().set("Content-Length", bytes);
        if (contentType != null) {
            request.headers().set("Content-Type", contentType);
        }
        return BodyPlan.of(RequestHead.of(request), route(call), LIMITS);
    }

    private static FullHttpRequest request(String call) {
        String[] parts = call.split(" ", 2);
        return new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.valueOf(parts[0]), parts[1]);
    }

    private static Route route(String call) {
        String[] parts = call.split(" ", 2);
        if (ROUTER.route(parts[0], parts[1]) instanceof Routing.Routed(Route route)) {
            return route;
        }
        throw new AssertionError("no route: " + call);
    }
}
