package dev.gatehouse.broker.tool.forge;

import dev.gatehouse.broker.line.AnswerTooLarge;
import dev.gatehouse.broker.line.ForgeLine;
import dev.gatehouse.broker.line.ForgeReply;
import dev.gatehouse.broker.line.ForgeRequest;
import dev.gatehouse.broker.line.LinesFull;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.protocol.RefusalCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The forge's API over an agent's line. Every answer but a success is a [ToolFailure].
public final class Forge {
    private static final JsonMapper JSON = new JsonMapper();

    /// Forgejo's most; it cuts a larger `limit` silently.
    private static final int PAGE = 50;

    private final ForgeLine line;
    private final Failures failures;

    /// @param account the agent's on the forge, for what is said of things that are not found
    public Forge(ForgeLine line, String account) {
        this.line = line;
        this.failures = new Failures(account);
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public JsonNode get(Target target) throws ToolFailure {
        return document(call("GET", target, Optional.empty()));
    }

    /// Where that is there; empty where it is not found.
    public Optional<JsonNode> find(Target target) throws ToolFailure {
        ForgeReply reply = answer("GET", target, Optional.empty());
        if (reply.status() == 404 && reply.header("Gatehouse-Refusal").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(document(checked(reply, target)));
    }

    /// A text, as it is.
    public String text(Target target) throws ToolFailure {
        return new String(call("GET", target, Optional.empty()).body(), StandardCharsets.UTF_8);
    }

    public JsonNode post(Target target, JsonNode body) throws ToolFailure {
        return document(call("POST", target, Optional.of(body)));
    }

    /// Without a body.
    public JsonNode post(Target target) throws ToolFailure {
        return document(call("POST", target, Optional.empty()));
    }

    public JsonNode patch(Target target, JsonNode body) throws ToolFailure {
        return document(call("PATCH", target, Optional.of(body)));
    }

    /// Without a body.
    public JsonNode patch(Target target) throws ToolFailure {
        return document(call("PATCH", target, Optional.empty()));
    }

    public JsonNode put(Target target, JsonNode body) throws ToolFailure {
        return document(call("PUT", target, Optional.of(body)));
    }

    public JsonNode put(Target target) throws ToolFailure {
        return document(call("PUT", target, Optional.empty()));
    }

    public void delete(Target target) throws ToolFailure {
        call("DELETE", target, Optional.empty());
    }

    public void delete(Target target, JsonNode body) throws ToolFailure {
        call("DELETE", target, Optional.of(body));
    }

    /// The first of a list, page by page.
    ///
    /// @param target without `page` and `limit`
    /// @param most how many are wanted
    public Listing list(Target target, long most) throws ToolFailure {
        return list(target, most, "");
    }

    /// As [#list], where the list is a member of the document.
    public Listing list(Target target, long most, String member) throws ToolFailure {
        List<JsonNode> items = new ArrayList<>();
        OptionalLong total = OptionalLong.empty();
        boolean more = true;
        for (int page = 1; more && items.size() < most; page++) {
            // Without a page, some lists ignore the limit and answer with all they have.
            Target one = target.with("page", page).with("limit", PAGE);
            ForgeReply reply = call("GET", one, Optional.empty());
            JsonNode document = document(reply);
            JsonNode found = member.isEmpty() ? document : document.path(member);
            found.forEach(items::add);
            total = total(reply, document);
            more = found.size() > 0 && hasMore(reply, found.size(), items.size(), total);
        }
        boolean cut = items.size() > most;
        return new Listing(cut ? items.subList(0, (int) most) : items, cut || more, total);
    }

    private static OptionalLong total(ForgeReply reply, JsonNode document) {
        Optional<String> count = reply.header("X-Total-Count").or(() -> reply.header("X-Total"));
        if (count.isPresent()) {
            return OptionalLong.of(Long.parseLong(count.get()));
        }
        JsonNode member = document.path("total_count");
        return member.isNumber() ? OptionalLong.of(member.asLong()) : OptionalLong.empty();
    }

    private static boolean hasMore(ForgeReply reply, int found, int items, OptionalLong total) {
        if (total.isPresent()) {
            return items < total.getAsLong();
        }
        Optional<String> hasMore = reply.header("X-HasMore");
        return hasMore.isPresent() ? hasMore.get().equals("true") : found >= PAGE;
    }

    private ForgeReply call(String method, Target target, Optional<JsonNode> body)
            throws ToolFailure {
        return checked(answer(method, target, body), target);
    }

    private ForgeReply checked(ForgeReply reply, Target target) throws ToolFailure {
        if (reply.status() >= 300) {
            throw failures.of(reply, target);
        }
        return reply;
    }

    private ForgeReply answer(String method, Target target, Optional<JsonNode> body)
            throws ToolFailure {
        try {
            return line.call(
                    new ForgeRequest(method, target.toString(), body.map(JSON::writeValueAsBytes)));
        } catch (AnswerTooLarge large) {
            throw ToolFailure.usage(
                    "the answers to this are "
                            + large.getMessage()
                            + "; ask for less (--limit), or write this one to a file: forge api '"
                            + target
                            + "' > FILE");
        } catch (LinesFull full) {
            throw ToolFailure.refused(
                    RefusalCode.LIMIT.exitCode(),
                    RefusalCode.LIMIT.word(),
                    "refused (limit): "
                            + full.getMessage()
                            + "\nremedy: try again in a moment, or ask for less (--limit)");
        } catch (IOException broken) {
            throw ToolFailure.unreachable(
                    "the answer to "
                            + method
                            + " "
                            + target.path()
                            + " broke off ("
                            + broken.getMessage()
                            + ")"
                            + (method.equals("GET") ? "" : "; it may have had its effect"));
        }
    }

    private static JsonNode document(ForgeReply reply) throws ToolFailure {
        if (reply.body().length == 0) {
            return object();
        }
        try {
            return JSON.readTree(reply.body());
        } catch (JacksonException unreadable) {
            throw ToolFailure.unreachable("the forge's answer is not JSON");
        }
    }
}
