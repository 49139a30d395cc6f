package dev.gatehouse.broker.tool.mcp;

import dev.gatehouse.broker.own.OwnCall;
import dev.gatehouse.broker.own.OwnReply;
import dev.gatehouse.broker.tool.forge.Forge;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tells a client when its tools have changed, as long as it listens.
final class ChangeStream implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeStream.class);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(30);
    private static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";

    private final Desk desk;
    private final OwnCall call;
    private final OwnReply reply;
    private final Optional<Message> request;
    private final Changes.Listening listening;

    /// @param request `subscriptions/listen`; none for the stream of a client that shook hands
    ChangeStream(
            Desk desk,
            OwnCall call,
            OwnReply reply,
            Optional<Message> request,
            Changes.Listening listening) {
        this.desk = desk;
        this.call = call;
        this.reply = reply;
        this.request = request;
        this.listening = listening;
    }

    @Override
    public void run() {
        try (listening) {
            reply.waits();
            // Before the client hears that it may listen: what changes from then on is news.
            String known = tools();
            EventStream events = new EventStream(reply);
            if (request.isPresent()) {
                ObjectNode params = params();
                params.set("notifications", wanted());
                events.notify("notifications/subscriptions/acknowledged", params);
            }
            listen(events, known);
        } catch (InterruptedException | IOException gone) {
            LOG.debug("agent {} listens no more", call.agent().name(), gone);
        }
    }

    /// @param told the tools as the client knows them
    private void listen(EventStream events, String told) throws InterruptedException, IOException {
        String known = told;
        while (true) {
            switch (listening.next(SIGN_OF_LIFE)) {
                case SILENCE -> events.comment();
                case CHANGED -> {
                    String now = tools();
                    if (!now.equals(known)) {
                        known = now;
                        tell(events);
                    }
                }
                case END -> {
                    if (request.isPresent()) {
                        ObjectNode result = Forge.object();
                        result.set("_meta", params().path("_meta"));
                        events.send(Answer.bytes(request.get(), new Answer.Result(result)));
                    }
                    events.end();
                    return;
                }
            }
        }
    }

    private void tell(EventStream events) throws IOException {
        ObjectNode wanted = wanted();
        if (wanted.path("toolsListChanged").asBoolean(false)) {
            events.notify("notifications/tools/list_changed", params());
        }
        if (wanted.path("resourcesListChanged").asBoolean(false)) {
            events.notify("notifications/resources/list_changed", params());
        }
    }

    /// What the client asked for, as far as there is such news.
    private ObjectNode wanted() {
        ObjectNode wanted = Forge.object();
        for (String type : new String[] {"toolsListChanged", "resourcesListChanged"}) {
            boolean asked =
                    request.isEmpty()
                            || request.get().param("notifications").path(type).asBoolean(false);
            if (asked) {
                wanted.put(type, true);
            }
        }
        return wanted;
    }

    private ObjectNode params() {
        ObjectNode params = Forge.object();
        request.ifPresent(message -> params.putObject("_meta").set(SUBSCRIPTION, message.id()));
        return params;
    }

    /// The agent's tools and where it may use them, as one text.
    private String tools() {
        return new ToolAnswers(desk).list(call) + " " + new Resources(desk).list(call);
    }
}
