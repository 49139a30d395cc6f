package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.agent.Peer;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// Turns an entry into its line. Pure ASCII, so that no name can play tricks on a terminal. Not for
/// several threads at once: the buffer is used again.
final class RecordWriter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);

    /// @param previous the head that this record follows
    /// @return the line with its newline
    byte[] line(ChainHead previous, Instant time, Entry entry) {
        buffer.reset();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), buffer)) {
            json.writeStartObject();
            json.writeNumberProperty("seq", previous.sequence() + 1);
            json.writeStringProperty("time", TIME.format(time));
            body(json, entry);
            json.writeStringProperty("prev", previous.hash());
            json.writeEndObject();
        }
        buffer.write('\n');
        return buffer.toByteArray();
    }

    private static void body(JsonGenerator json, Entry entry) {
        switch (entry) {
            case Entry.Event(AuditEvent event) -> event(json, event);
            case Entry.Settled(AuditId id, OutcomeEvent outcome) -> outcome(json, id, outcome);
            case Entry.ShadowRefusal shadow -> shadow(json, shadow);
            case Entry.Started(Phrase version) -> {
                kind(json, RecordKind.STARTED);
                json.writeStringProperty("version", version.text());
            }
            case Entry.Stopped() -> kind(json, RecordKind.STOPPED);
            case Entry.Continued(String file) -> {
                kind(json, RecordKind.CONTINUED);
                json.writeStringProperty("file", file);
            }
            case Entry.Recovered recovered -> recovered(json, recovered);
            case Entry.Resumed(AuditFault fault, long durable, long lost) -> {
                kind(json, RecordKind.RESUMED);
                json.writeStringProperty("fault", fault.word());
                json.writeNumberProperty("durable", durable);
                json.writeNumberProperty("lost", lost);
            }
        }
    }

    private static void event(JsonGenerator json, AuditEvent event) {
        switch (event) {
            case AuditEvent.Intent(Caller caller, Call call, Phrase rule) -> {
                kind(json, RecordKind.INTENT);
                caller(json, caller);
                call(json, call);
                json.writeStringProperty("decision", "permit");
                json.writeStringProperty("rule", rule.text());
            }
            case AuditEvent.Refusal refusal -> {
                kind(json, RecordKind.REFUSAL);
                caller(json, refusal.caller());
                call(json, refusal.call());
                json.writeStringProperty("decision", "refuse");
                json.writeStringProperty("rule", refusal.rule().text());
                json.writeStringProperty("code", refusal.code().word());
            }
            case AuditEvent.PeerRejected rejected -> {
                kind(json, RecordKind.PEER_REJECTED);
                json.writeStringProperty("agent", rejected.agent().value());
                peer(json, rejected.peer());
                json.writeStringProperty("mismatch", rejected.mismatch().word());
            }
            case AuditEvent.Alarm alarm -> {
                kind(json, RecordKind.ALARM);
                alarm.agent().ifPresent(a -> json.writeStringProperty("agent", a.value()));
                json.writeStringProperty("cause", alarm.cause().word());
                json.writeStringProperty("detail", alarm.detail().text());
            }
        }
    }

    private static void outcome(JsonGenerator json, AuditId id, OutcomeEvent outcome) {
        Caller caller = id.intent().caller();
        Call call = id.intent().call();
        kind(json, RecordKind.OUTCOME);
        json.writeNumberProperty("intent", id.sequence());
        json.writeStringProperty("agent", caller.agent().value());
        json.writeStringProperty("account", caller.account().value());
        what(json, call);
        json.writeStringProperty("ending", outcome.ending().word());
        outcome.status().ifPresent(status -> json.writeNumberProperty("status", status));
        outcome.code().ifPresent(code -> json.writeStringProperty("code", code.word()));
        json.writeNumberProperty("bytes_in", outcome.requestBytes());
        json.writeNumberProperty("bytes_out", outcome.responseBytes());
        json.writeNumberProperty("ms", outcome.elapsed().toMillis());
        outcome.usage().ifPresent(usage -> usage(json, usage));
    }

    private static void shadow(JsonGenerator json, Entry.ShadowRefusal shadow) {
        Caller caller = shadow.id().intent().caller();
        kind(json, RecordKind.SHADOW_REFUSAL);
        json.writeNumberProperty("intent", shadow.id().sequence());
        json.writeStringProperty("agent", caller.agent().value());
        json.writeStringProperty("account", caller.account().value());
        what(json, shadow.id().intent().call());
        json.writeStringProperty("rule", shadow.rule().text());
        json.writeStringProperty("code", shadow.code().word());
    }

    private static void usage(JsonGenerator json, TokenUsage usage) {
        json.writeObjectPropertyStart("tokens");
        json.writeNumberProperty("input", usage.input());
        json.writeNumberProperty("output", usage.output());
        json.writeNumberProperty("cache_read", usage.cacheRead());
        json.writeNumberProperty("cache_write", usage.cacheWrite());
        json.writeBooleanProperty("estimated", usage.estimated());
        json.writeEndObject();
    }

    private static void recovered(JsonGenerator json, Entry.Recovered recovered) {
        kind(json, RecordKind.RECOVERED);
        json.writeNumberProperty("open_intents", recovered.openIntents());
        json.writeBooleanProperty("head_missing", recovered.headMissing());
        json.writeArrayPropertyStart("torn");
        for (Entry.TornBytes torn : recovered.torn()) {
            json.writeStartObject();
            json.writeStringProperty("file", torn.file());
            json.writeNumberProperty("bytes", torn.bytes());
            json.writeStringProperty("sha256", torn.sha256());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void kind(JsonGenerator json, RecordKind kind) {
        json.writeStringProperty("kind", kind.word());
    }

    private static void caller(JsonGenerator json, Caller caller) {
        json.writeStringProperty("agent", caller.agent().value());
        json.writeStringProperty("account", caller.account().value());
        peer(json, caller.peer());
    }

    private static void peer(JsonGenerator json, Peer peer) {
        json.writeObjectPropertyStart("peer");
        json.writeNumberProperty("uid", peer.uid());
        json.writeNumberProperty("gid", peer.gid());
        json.writeNumberProperty("pid", peer.pid());
        peer.container().ifPresent(id -> json.writeStringProperty("container", id.value()));
        json.writeEndObject();
    }

    private static void what(JsonGenerator json, Call call) {
        json.writeStringProperty("exchange", call.exchange());
        if (call.door() != Call.Door.FORGE) {
            json.writeStringProperty("door", call.door().word());
        }
        call.operation().ifPresent(name -> json.writeStringProperty("operation", name));
        call.method().ifPresent(method -> json.writeStringProperty("method", method.name()));
        call.repository().ifPresent(r -> json.writeStringProperty("repository", r.toString()));
        call.elsewhere().ifPresent(elsewhere -> elsewhere(json, elsewhere));
    }

    private static void elsewhere(JsonGenerator json, Elsewhere elsewhere) {
        switch (elsewhere) {
            case Elsewhere.Model(String name) -> json.writeStringProperty("model", name);
            case Elsewhere.Destination(String host, int port) -> {
                json.writeStringProperty("host", host);
                json.writeNumberProperty("port", port);
            }
        }
    }

    private static void call(JsonGenerator json, Call call) {
        what(json, call);
        refs(json, call.refs());
        call.fetch().ifPresent(fetch -> fetch(json, fetch));
    }

    private static void fetch(JsonGenerator json, Fetch fetch) {
        json.writeObjectPropertyStart("fetch");
        json.writeStringProperty("command", fetch.command());
        json.writeNumberProperty("wants", fetch.wantCount());
        json.writeNumberProperty("haves", fetch.haveCount());
        fetch.depth().ifPresent(depth -> json.writeNumberProperty("depth", depth));
        fetch.filter().ifPresent(filter -> json.writeStringProperty("filter", filter));
        json.writeArrayPropertyStart("ids");
        fetch.wants().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void refs(JsonGenerator json, List<RefUpdate> refs) {
        json.writeArrayPropertyStart("refs");
        for (RefUpdate update : refs) {
            json.writeStartObject();
            json.writeStringProperty("ref", update.ref());
            update.oldId().ifPresent(id -> json.writeStringProperty("old", id));
            update.newId().ifPresent(id -> json.writeStringProperty("new", id));
            json.writeBooleanProperty("force", update.force());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
