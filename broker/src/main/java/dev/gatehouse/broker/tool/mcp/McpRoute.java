package dev.gatehouse.broker.tool.mcp;

import dev.gatehouse.broker.own.OwnCall;
import dev.gatehouse.broker.own.OwnReply;
import dev.gatehouse.broker.own.OwnRoutes;
import dev.gatehouse.broker.own.OwnWork;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// `/-/broker/v1/mcp`: one message for each POST. A client of an older revision may open a stream
/// by GET, to hear of changes.
public final class McpRoute implements OwnRoutes {
    private static final byte[] NOTHING = {};
    private static final byte[] NO_MESSAGE =
            """
            {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"the body is no JSON-RPC request"}}\
            """
                    .getBytes(StandardCharsets.UTF_8);

    private final Desk desk;
    private final Changes changes;

    /// Requests of older clients that are under way, by session and id: they are cancelled by
    /// another message.
    private final Map<String, Thread> underWay = new ConcurrentHashMap<>();

    public McpRoute(Desk desk, Changes changes) {
        this.desk = desk;
        this.changes = changes;
    }

    @Override
    public OwnWork answer(OwnCall call, OwnReply reply) {
        if (HeaderCheck.isFromPage(call)) {
            reply.document(403, NO_MESSAGE);
            return OwnWork.done();
        }
        return switch (call.route().method()) {
            case GET -> listen(call, reply, Optional.empty());
            case POST -> message(call, reply);
            default -> {
                // The end of a session; there is nothing to forget.
                reply.document(200, NOTHING);
                yield OwnWork.done();
            }
        };
    }

    private OwnWork message(OwnCall call, OwnReply reply) {
        Optional<Message> read = Message.of(call);
        if (read.isEmpty()) {
            reply.document(400, NO_MESSAGE);
            return OwnWork.done();
        }
        Message message = read.get();
        if (message.isNotification()) {
            if (message.method().equals("notifications/cancelled")) {
                cancel(key(call, message.param("requestId")));
            }
            reply.document(202, NOTHING);
            return OwnWork.done();
        }
        Optional<Answer.Wrong> objection =
                message.isModern()
                        ? HeaderCheck.objection(call, message)
                        : HeaderCheck.legacyObjection(call);
        if (objection.isPresent()) {
            reply.document(objection.get().status(), Answer.bytes(message, objection.get()));
            return OwnWork.done();
        }
        return message.method().equals("subscriptions/listen")
                ? listen(call, reply, Optional.of(message))
                : request(call, reply, message);
    }

    private OwnWork request(OwnCall call, OwnReply reply, Message message) {
        String key = key(call, message.id());
        Thread thread =
                Thread.ofVirtual()
                        .name("mcp of agent " + call.agent().name())
                        .unstarted(() -> {
                            try {
                                new McpRequest(desk, call, reply, message).run();
                            } finally {
                                underWay.remove(key, Thread.currentThread());
                            }
                        });
        underWay.put(key, thread);
        thread.start();
        return new OwnWork() {
            @Override
            public void cancel() {
                thread.interrupt();
            }

            @Override
            public void lastCall() {}
        };
    }

    private OwnWork listen(OwnCall call, OwnReply reply, Optional<Message> request) {
        Changes.Listening listening = changes.listen();
        Thread thread =
                Thread.ofVirtual()
                        .name("mcp listener of agent " + call.agent().name())
                        .start(new ChangeStream(desk, call, reply, request, listening));
        return new OwnWork() {
            @Override
            public void cancel() {
                thread.interrupt();
            }

            @Override
            public void lastCall() {
                listening.end();
            }
        };
    }

    private void cancel(String key) {
        Thread thread = underWay.get(key);
        if (thread != null) {
            thread.interrupt();
        }
    }

    private static String key(OwnCall call, JsonNode id) {
        return call.agent().name()
                + " "
                + call.header().apply(McpRequest.SESSION).orElse("")
                + " "
                + id;
    }
}
