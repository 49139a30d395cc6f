package dev.gatehouse.demoforge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.model.Behaviour.AnswersStatus;
import dev.gatehouse.demoforge.model.Behaviour.CutsAfter;
import dev.gatehouse.demoforge.model.Behaviour.DelaysEvents;
import dev.gatehouse.demoforge.model.Behaviour.DelaysHead;
import dev.gatehouse.demoforge.model.Behaviour.EchoesKey;
import dev.gatehouse.demoforge.model.Behaviour.OmitsUsage;
import dev.gatehouse.demoforge.model.Behaviour.SendsHugeEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class DemoModelIT {
    private static final String MESSAGES = "/v1/messages";
    private static final String CHAT = "/v1/chat/completions";
    private static final String RESPONSES = "/v1/responses";
    private static final int LARGE_BYTES = 64 * 1024 * 1024;

    private final HttpClient client = HttpClient.newHttpClient();
    private DemoModel model;

    @BeforeEach
    void start() throws IOException {
        model =
                DemoModel.start(
                        Script.of(
                                        Turn.calls("BASH", "{\"command\":\"true\"}"),
                                        Turn.says("all is well"))
                                .using(new Usage(100, 20, 30, 40)));
    }

    @AfterEach
    void stop() throws IOException {
        model.close();
    }

    /// A call that offers the tool `Bash`, after so many results.
    private static String body(String path, boolean streamed, int results) {
        String tool =
                path.equals(CHAT)
                        ? "{'type':'function','function':{'name':'Bash'}}"
                        : "{'name':'Bash','input_schema':{'properties':{'name':{'type':'string'}}}}";
        String one =
                switch (path) {
                    case MESSAGES -> "{'role':'user','content':[{'type':'tool_result'}]}";
                    case CHAT -> "{'role':'tool','content':'x'}";
                    default -> "{'type':'function_call_output','output':'x'}";
                };
        String list = String.join(",", Collections.nCopies(results, one));
        return ("{'model':'claude-x','stream':"
                        + streamed
                        + ",'stream_options':{'include_usage':true},'tools':["
                        + tool
                        + "],'"
                        + (path.equals(RESPONSES) ? "input" : "messages")
                        + "':["
                        + list
                        + "]}")
                .replace('\'', '"');
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(model.url() + path))
                .header("x-api-key", model.key());
    }

    private HttpResponse<String> post(String path, BodyPublisher body) throws Exception {
        return client.send(to(path).POST(body).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return post(path, BodyPublishers.ofString(body));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static List<JsonNode> data(HttpResponse<String> answer) {
        return answer.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Json.read(line.substring(6).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    @Test
    void streamsTextInAnthropicsEvents() throws Exception {
        HttpResponse<String> answer = post(MESSAGES + "?beta=true", body(MESSAGES, true, 1));

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("text/event-stream; charset=utf-8");
        List<JsonNode> events = data(answer);
        assertThat(events)
                .extracting(event -> event.at("/type").asString())
                .containsExactly(
                        "message_start",
                        "ping",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(events.getFirst().at("/message/model").asString()).isEqualTo("claude-x");
        assertThat(events.getFirst().at("/message/usage").toString())
                .isEqualTo(
                        "{\"input_tokens\":100,\"cache_creation_input_tokens\":40,"
                                + "\"cache_read_input_tokens\":30,\"output_tokens\":1}");
        assertThat(events.get(7).at("/usage/output_tokens").asInt()).isEqualTo(20);
        assertThat(events.get(7).at("/delta/stop_reason").asString()).isEqualTo("end_turn");
    }

    @ParameterizedTest
    @CsvSource({
        MESSAGES + ", /content/0/name, /content/0/input/command, true, /content/0/text",
        CHAT
                + ", /choices/0/message/tool_calls/0/function/name,"
                + " /choices/0/message/tool_calls/0/function/arguments, '{\"command\":\"true\"}',"
                + " /choices/0/message/content",
        RESPONSES
                + ", /output/0/name, /output/0/arguments, '{\"command\":\"true\"}',"
                + " /output/0/content/0/text",
    })
    void takesTheTurnThatFollowsTheToolsRunSoFar(
            String path, String name, String input, String wanted, String text) throws Exception {
        JsonNode first = json(post(path, body(path, false, 0)));
        assertThat(first.at(name).asString()).as("the client's own name").isEqualTo("Bash");
        assertThat(first.at(input).asString()).isEqualTo(wanted);
        for (int results = 1; results < 4; results++) {
            JsonNode later = json(post(path, body(path, false, results)));
            assertThat(later.at(text).asString()).isEqualTo("all is well");
        }
        assertThat(json(post(path, body(path, false, 0))).at(name).asString())
                .as("another conversation begins at the beginning")
                .isEqualTo("Bash");
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, CHAT, RESPONSES})
    void streamsToolCalls(String path) throws Exception {
        assertThat(post(path, body(path, true, 0)).body())
                .contains("Bash")
                .contains("{\\\"command\\\":\\\"true\\\"}");
    }

    @Test
    void callsNoToolThatIsNotOffered() throws Exception {
        JsonNode answer = json(post(MESSAGES, "{\"model\":\"m\",\"messages\":[]}"));

        assertThat(answer.at("/content/0/text").asString()).isEqualTo("ok");
    }

    @Test
    void tellsChatClientsTheUsageOnlyWhereTheyAskForIt() throws Exception {
        String asked = body(CHAT, true, 1);
        assertThat(post(CHAT, asked).body())
                .contains("\"prompt_tokens\":170,\"completion_tokens\":20,\"total_tokens\":190")
                .endsWith("data: [DONE]\n\n");
        assertThat(
                        post(
                                        CHAT,
                                        asked.replace(
                                                "\"include_usage\":true",
                                                "\"include_usage\":false"))
                                .body())
                .doesNotContain("usage");
    }

    @Test
    void endsAStreamOfResponsesWithTheWhole() throws Exception {
        JsonNode last = data(post(RESPONSES, body(RESPONSES, true, 1))).getLast();

        assertThat(last.at("/type").asString()).isEqualTo("response.completed");
        assertThat(last.at("/response/usage/input_tokens").asInt()).isEqualTo(170);
        assertThat(last.at("/response/output/0/content/0/text").asString())
                .isEqualTo("all is well");
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, CHAT, RESPONSES})
    void saysNothingOfUsageWhenTold(String path) throws Exception {
        model.behave(new OmitsUsage());

        assertThat(post(path, body(path, true, 1)).body()).doesNotContain("usage");
        assertThat(post(path, body(path, false, 1)).body()).doesNotContain("usage");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/models, claude-sonnet-demo",
        "POST, /v1/messages/count_tokens?beta=true, '\"input_tokens\":12'",
        "POST, /v1/embeddings, '\"prompt_tokens\":170'",
        "POST, /v1/messages/batches, stored_1",
        "GET, /v1/files, data",
    })
    void answersTheOtherRoutes(String method, String path, String part) throws Exception {
        HttpRequest request = to(path).method(method, BodyPublishers.ofString("{}")).build();

        assertThat(client.send(request, BodyHandlers.ofString()).body()).contains(part);
    }

    @Test
    void answersProbesWithoutAKey() throws Exception {
        for (String path : List.of("/", "/api/hello")) {
            HttpRequest probe =
                    HttpRequest.newBuilder(URI.create(model.url() + path)).HEAD().build();
            assertThat(client.send(probe, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"x-api-key, KEY", "Authorization, Bearer KEY"})
    void takesAKeyInEitherHeaderUntilItIsRejected(String header, String value) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(model.url() + MESSAGES))
                        .header(header, value.replace("KEY", "another"))
                        .POST(BodyPublishers.ofString("{}"))
                        .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);

        model.accept("another");
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

        model.reject("another");
        assertThat(client.send(request, BodyHandlers.ofString()).body())
                .contains("\"type\":\"authentication_error\"");
    }

    @ParameterizedTest
    @CsvSource({
        "401, authentication_error",
        "429, rate_limit_error",
        "500, api_error",
        "529, overloaded_error",
    })
    void answersTheErrorsItIsToldTo(int status, String type) throws Exception {
        model.behave(new AnswersStatus(status, Optional.of(Duration.ofSeconds(7))));
        HttpResponse<String> answer = post(MESSAGES, "{}");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("7");
        assertThat(json(answer).at("/type").asString()).isEqualTo("error");
        assertThat(json(answer).at("/error/type").asString()).isEqualTo(type);
        assertThat(json(post(CHAT, "{}")).has("type")).as("OpenAI's shape").isFalse();

        model.behave();
        assertThat(post(MESSAGES, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void repeatsTheKeyWhenTold() throws Exception {
        model.behave(new EchoesKey());
        HttpResponse<String> answer = post(MESSAGES, "{}");

        assertThat(answer.body()).contains(model.key());
        assertThat(answer.headers().firstValue("X-Echo")).hasValue(model.key());
    }

    @Test
    void breaksOffInMidStream() {
        model.behave(new CutsAfter(4));

        assertThatThrownBy(() -> post(MESSAGES, body(MESSAGES, true, 1)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void isSlowInBothWays() throws Exception {
        model.behave(
                new DelaysHead(Duration.ofMillis(300)), new DelaysEvents(Duration.ofMillis(50)));
        long asked = System.nanoTime();
        HttpRequest request =
                to(MESSAGES).POST(BodyPublishers.ofString(body(MESSAGES, true, 1))).build();
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        try (InputStream events = answer.body()) {
            assertThat(events.read()).isEqualTo('e');
            long first = System.nanoTime();
            events.readAllBytes();

            assertThat(first - asked).isGreaterThan(350_000_000L);
            assertThat(System.nanoTime() - first)
                    .as("eight more events, each as it comes")
                    .isGreaterThan(350_000_000L);
        }
    }

    @Test
    void sendsAHugeEvent() throws Exception {
        model.behave(new SendsHugeEvent(5_000_000));

        assertThat(post(MESSAGES, body(MESSAGES, true, 1)).body().lines())
                .anyMatch(line -> line.length() > 5_000_000);
    }

    @Test
    void readsALargeBodyAsItComes() throws Exception {
        byte[] head =
                "{\"model\":\"m\",\"messages\":[{\"content\":\"".getBytes(StandardCharsets.UTF_8);
        byte[] end = "\"}]}".getBytes(StandardCharsets.UTF_8);
        BodyPublisher body =
                BodyPublishers.ofInputStream(() ->
                        new SequenceInputStream(
                                Collections.enumeration(
                                        List.of(
                                                new ByteArrayInputStream(head),
                                                new ByteArrayInputStream(
                                                        "a"
                                                                .repeat(LARGE_BYTES)
                                                                .getBytes(StandardCharsets.UTF_8)),
                                                new ByteArrayInputStream(end)))));

        assertThat(post(MESSAGES, body).statusCode()).isEqualTo(200);
        assertThat(model.requests().getFirst().bodyBytes())
                .isEqualTo(head.length + LARGE_BYTES + end.length);
    }

    @Test
    void recordsWhatItWasAsked() throws Exception {
        post(MESSAGES + "?beta=true", "{\"model\":\"m\"}");

        assertThat(model.requests())
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.target()).isEqualTo("/v1/messages?beta=true");
                    assertThat(request.header("X-Api-Key")).hasValue(model.key());
                    assertThat(request.body().text()).isEqualTo("{\"model\":\"m\"}");
                });
        assertThat(model.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "{\"model\":\"m\""})
    void refusesWhatIsNotJson(String body) throws Exception {
        int status = post(MESSAGES, body).statusCode();

        assertThat(status).isEqualTo(body.isEmpty() ? 200 : 400);
    }
}
