package dev.gatehouse.broker.tool.mcp;

import dev.gatehouse.broker.line.ForgeLine;
import dev.gatehouse.broker.own.OwnCall;
import dev.gatehouse.broker.own.OwnReply;
import dev.gatehouse.broker.policy.RepositoryPattern;
import dev.gatehouse.broker.tool.Printer;
import dev.gatehouse.broker.tool.forge.Forge;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One request, on a thread of its own, since a tool waits for the forge.
final class McpRequest {
    static final String SESSION = "Mcp-Session-Id";
    private static final Logger LOG = LoggerFactory.getLogger(McpRequest.class);

    /// A policy changes seldom, and who listens hears of it.
    private static final int FRESH_MILLIS = 60_000;

    /// An answer goes out whole, so an agent that reads none of its answers holds this much each.
    private static final int MOST_BYTES = 1 << 20;

    private final Desk desk;
    private final OwnCall call;
    private final OwnReply reply;
    private final Message message;
    private @Nullable ForgeLine line;
    private @Nullable EventStream events;
    private long progress;

    McpRequest(Desk desk, OwnCall call, OwnReply reply, Message message) {
        this.desk = desk;
        this.call = call;
        this.reply = reply;
        this.message = message;
    }

    void run() {
        try {
            send(answer());
        } catch (IOException gone) {
            LOG.debug("agent {} does not wait for {}", call.agent().name(), message.method(), gone);
        } catch (RuntimeException | Error fault) {
            LOG.error("{} of agent {} failed", message.method(), call.agent().name(), fault);
            Answer broken =
                    new Answer.Wrong(
                            -32603,
                            500,
                            "the broker could not answer; the operator finds the cause in its log",
                            Optional.empty());
            reply.document(500, Answer.bytes(message, broken));
        } finally {
            // Until here, what a tool was answered counts as held.
            if (line != null) {
                line.close();
            }
        }
    }

    private ForgeLine line() {
        ForgeLine open = line;
        if (open == null) {
            open = call.lines().get();
            line = open;
        }
        return open;
    }

    private Answer answer() {
        return switch (message.method()) {
            case "initialize" -> initialize();
            case "ping" -> new Answer.Result(Forge.object());
            case "server/discover" -> discover();
            case "tools/list" -> cached(new ToolAnswers(desk).list(call));
            case "tools/call" ->
                    new ToolAnswers(desk).call(call, this::line, message.params(), this::tell);
            case "resources/list" -> cached(new Resources(desk).list(call));
            case "resources/templates/list" -> cached(new Resources(desk).templates(call));
            case "resources/read" ->
                    uncached(
                            new Resources(desk)
                                    .read(call, this::line, message.param("uri").asString("")));
            default ->
                    new Answer.Wrong(
                            Answer.METHOD_NOT_FOUND,
                            404,
                            "Method not found: " + Printer.clean(message.method()),
                            Optional.empty());
        };
    }

    private Answer initialize() {
        ObjectNode result = Forge.object();
        result.put(
                "protocolVersion", Revision.agreed(message.param("protocolVersion").asString("")));
        result.set("capabilities", capabilities());
        result.set("serverInfo", server());
        return new Answer.Result(result.put("instructions", instructions()));
    }

    private Answer discover() {
        ObjectNode result = Forge.object();
        ArrayNode versions = result.putArray("supportedVersions");
        Revision.ALL.forEach(versions::add);
        result.set("capabilities", capabilities());
        result.putObject("_meta").set("io.modelcontextprotocol/serverInfo", server());
        return cached(new Answer.Result(result.put("instructions", instructions())));
    }

    private static ObjectNode capabilities() {
        ObjectNode capabilities = Forge.object();
        capabilities.putObject("tools").put("listChanged", true);
        capabilities.putObject("resources").put("listChanged", true);
        return capabilities;
    }

    private ObjectNode server() {
        return Forge.object().put("name", "gatehouse").put("version", desk.version());
    }

    private String instructions() {
        return "You act on "
                + desk.forgeUrl()
                + " as "
                + call.agent().account()
                + ", in "
                + desk.permissions().repositories(call.agent().name()).stream()
                        .map(RepositoryPattern::toString)
                        .collect(Collectors.joining(", "))
                + ". Each tool takes an action. The broker holds the credential; a refusal names"
                + " the rule and what would help: do not look for another way.";
    }

    private Answer cached(Answer answer) {
        return hinted(answer, FRESH_MILLIS);
    }

    private Answer uncached(Answer answer) {
        return hinted(answer, 0);
    }

    /// Who may keep an answer, and for how long; revisions with a handshake do not know of it.
    private Answer hinted(Answer answer, int millis) {
        if (message.isModern() && answer instanceof Answer.Result(ObjectNode result)) {
            result.put("ttlMs", millis).put("cacheScope", "private");
        }
        return answer;
    }

    private void send(Answer answer) throws IOException {
        byte[] bytes = Answer.bytes(message, answer);
        if (bytes.length > MOST_BYTES) {
            send(tooLarge(bytes.length));
            return;
        }
        if (events != null) {
            events.send(bytes);
            events.end();
            return;
        }
        switch (answer) {
            case Answer.Failed failed when failed.refusal().isPresent() ->
                    reply.refuse(failed.refusal().get(), bytes);
            case Answer.Failed _ -> reply.document(bytes);
            case Answer.Wrong wrong ->
                    reply.document(message.isModern() ? wrong.status() : 200, bytes);
            case Answer.Result _ when message.method().equals("initialize") -> begin(bytes);
            case Answer.Result _ -> reply.document(bytes);
        }
    }

    private Answer tooLarge(int bytes) {
        String text =
                "the answer has "
                        + (bytes >> 10)
                        + " KiB, and a model gets "
                        + (MOST_BYTES >> 10)
                        + " KiB at most; ask for less, or use forge in a shell";
        return message.method().equals("tools/call")
                ? ToolAnswers.failed(text)
                : new Answer.Wrong(-32603, 500, text, Optional.empty());
    }

    /// A session is no more than a name by which requests are told apart: the broker keeps nothing
    /// of it, so that a restart ends none.
    private void begin(byte[] bytes) throws IOException {
        reply.begin("application/json", Map.of(SESSION, UUID.randomUUID().toString()));
        reply.write(bytes);
        reply.end();
    }

    /// With the first word, the answer becomes a stream.
    private void tell(String text) {
        Optional<JsonNode> token = message.progressToken();
        if (token.isEmpty()) {
            return;
        }
        try {
            EventStream open = events;
            if (open == null) {
                open = new EventStream(reply);
                events = open;
            }
            ObjectNode params = Forge.object().put("message", Printer.clean(text));
            params.set("progressToken", token.get());
            open.notify("notifications/progress", params.put("progress", ++progress));
        } catch (IOException gone) {
            Thread.currentThread().interrupt();
        }
    }
}
