package dev.gatehouse.demoforge.model;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Handler;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Request;
import dev.gatehouse.demoforge.model.Behaviour.AnswersStatus;
import dev.gatehouse.demoforge.model.Behaviour.EchoesKey;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// The routes of both APIs, at one address.
final class ModelServer implements Handler {
    private static final long COUNTED_TOKENS = 12;

    private final Script script;
    private final Keys keys;
    private final AtomicInteger replies = new AtomicInteger();
    private volatile Behaviours behaviours = new Behaviours(List.of());

    ModelServer(Script script, Keys keys) {
        this.script = script;
        this.keys = keys;
    }

    void behave(List<Behaviour> all) {
        behaviours = new Behaviours(all);
    }

    @Override
    public Answer answer(Request request) throws IOException {
        String path = request.path();
        if (path.equals("/") || path.equals("/api/hello")) {
            return json(Json.object().put("message", "hello"));
        }
        boolean anthropic =
                path.startsWith("/v1/messages") || request.header("anthropic-version").isPresent();
        if (!keys.opens(request)) {
            drain(request);
            return error(anthropic, 401, "invalid x-api-key");
        }
        return switch (request.method() + " " + path) {
            case "POST /v1/messages", "POST /v1/chat/completions", "POST /v1/responses" ->
                    completion(request, anthropic);
            case "POST /v1/messages/count_tokens" -> {
                drain(request);
                yield json(Json.object().put("input_tokens", COUNTED_TOKENS));
            }
            case "POST /v1/embeddings" -> embeddings(request);
            case "GET /v1/models" -> json(models());
            default -> stored(request, anthropic);
        };
    }

    private Answer completion(Request request, boolean anthropic) throws IOException {
        Behaviours now = behaviours;
        Conversation conversation;
        try {
            conversation = Conversation.read(request.body());
        } catch (JacksonException notJson) {
            drain(request);
            return error(anthropic, 400, "the body is not JSON");
        }
        now.delayHead();
        if (now.find(EchoesKey.class).isPresent()) {
            String key = Keys.of(request);
            return error(anthropic, 400, "no such thing for " + key).with("X-Echo", key);
        }
        Optional<AnswersStatus> status = now.find(AnswersStatus.class);
        if (status.isPresent()) {
            Answer answer = error(anthropic, status.get().status(), "told to answer this");
            return status.get()
                    .retryAfter()
                    .map(delay -> answer.with("retry-after", Long.toString(delay.toSeconds())))
                    .orElse(answer);
        }
        Reply reply = Reply.to(conversation, script, now, replies.incrementAndGet());
        return answer(request.path(), conversation, reply, now)
                .with("request-id", "req_" + reply.number());
    }

    private static Answer answer(
            String path, Conversation conversation, Reply reply, Behaviours now) {
        boolean streamed = conversation.streamed();
        return switch (path) {
            case "/v1/messages" ->
                    streamed
                            ? MessagesApi.events(reply).answer(now)
                            : json(MessagesApi.document(reply));
            case "/v1/responses" ->
                    streamed
                            ? ResponsesApi.events(reply).answer(now)
                            : json(ResponsesApi.document(reply));
            default ->
                    streamed
                            ? ChatApi.events(reply, conversation.wantsUsage()).answer(now)
                            : json(ChatApi.document(reply));
        };
    }

    private Answer embeddings(Request request) throws IOException {
        drain(request);
        ObjectNode document = Json.object().put("object", "list");
        document.putArray("data").addObject().put("index", 0).putArray("embedding").add(0.5);
        document.set("usage", script.usage().chat());
        return json(document);
    }

    /// One list serves both APIs: each knows members that the other does not look at.
    private static ObjectNode models() {
        ObjectNode list = Json.object().put("object", "list").put("has_more", false);
        var data = list.putArray("data");
        for (String id : List.of("claude-sonnet-demo", "claude-haiku-demo", "gpt-demo")) {
            data.addObject()
                    .put("type", "model")
                    .put("object", "model")
                    .put("id", id)
                    .put("display_name", id)
                    .put("created_at", "2025-01-01T00:00:00Z");
        }
        return list;
    }

    /// Batches and files are taken and forgotten.
    private static Answer stored(Request request, boolean anthropic) throws IOException {
        drain(request);
        String path = request.path();
        if (!path.startsWith("/v1/messages/batches") && !path.startsWith("/v1/files")) {
            return error(anthropic, 404, "no such route");
        }
        ObjectNode document = Json.object().put("id", "stored_1").put("has_more", false);
        document.putArray("data");
        return json(document);
    }

    private static void drain(Request request) throws IOException {
        request.body().transferTo(OutputStream.nullOutputStream());
    }

    private static Answer json(ObjectNode document) {
        return Answer.json(200, document);
    }

    private static Answer error(boolean anthropic, int status, String message) {
        String type =
                switch (status) {
                    case 400 -> "invalid_request_error";
                    case 401 -> "authentication_error";
                    case 404 -> "not_found_error";
                    case 429 -> "rate_limit_error";
                    case 529 -> "overloaded_error";
                    default -> "api_error";
                };
        ObjectNode document = Json.object();
        if (anthropic) {
            document.put("type", "error");
        }
        document.putObject("error").put("type", type).put("message", message);
        return Answer.json(status, document);
    }
}
