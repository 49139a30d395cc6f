package dev.gatehouse.broker.audit.read;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.audit.AuditEvent;
import dev.gatehouse.broker.audit.Caller;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.broker.audit.Phrase;
import dev.gatehouse.broker.audit.RecordKind;
import dev.gatehouse.broker.audit.TokenUsage;
import dev.gatehouse.broker.audit.read.AuditRecord.Place;
import dev.gatehouse.protocol.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From a line to its record. Strict on the frame: one JSON object with number, time and kind, no
/// member twice, nothing behind it. What it does not know beyond that it leaves alone.
final class RecordParser {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private RecordParser() {}

    /// Empty where the line is no record.
    static Optional<AuditRecord> parse(byte[] line) {
        try {
            JsonNode object = JSON.readTree(line);
            if (object == null || !object.isObject()) {
                return Optional.empty();
            }
            Members members = new Members(object);
            Place place = new Place(members.number("seq"), Instant.parse(members.text("time")));
            return Optional.of(record(place, members.text("kind"), members));
        } catch (JacksonException | DateTimeParseException | UnknownWordException _) {
            return Optional.empty();
        }
    }

    private static AuditRecord record(Place place, String kind, Members members) {
        try {
            Optional<RecordKind> known = RecordKind.ofWord(kind);
            return known.isPresent()
                    ? record(place, known.get(), members)
                    : new AuditRecord.Foreign(place, kind);
        } catch (UnknownWordException | IllegalArgumentException _) {
            return new AuditRecord.Foreign(place, kind);
        }
    }

    private static AuditRecord record(Place place, RecordKind kind, Members members)
            throws UnknownWordException {
        return switch (kind) {
            case INTENT ->
                    new AuditRecord.Event(
                            place,
                            new AuditEvent.Intent(
                                    caller(members), CallMembers.read(members), rule(members)));
            case REFUSAL ->
                    new AuditRecord.Event(
                            place,
                            new AuditEvent.Refusal(
                                    caller(members),
                                    CallMembers.read(members),
                                    code(members),
                                    rule(members)));
            case PEER_REJECTED ->
                    new AuditRecord.Event(
                            place,
                            new AuditEvent.PeerRejected(
                                    agent(members),
                                    peer(members.object("peer")),
                                    members.word("mismatch", AuditEvent.Mismatch.class)));
            case ALARM ->
                    new AuditRecord.Event(
                            place,
                            new AuditEvent.Alarm(
                                    members.word("cause", AuditEvent.Cause.class),
                                    members.optionalText("agent").map(AgentName::new),
                                    new Phrase(members.text("detail"))));
            case OUTCOME ->
                    new AuditRecord.Outcome(
                            place,
                            members.number("intent"),
                            agent(members),
                            account(members),
                            CallMembers.read(members),
                            outcome(members));
            case SHADOW_REFUSAL ->
                    new AuditRecord.ShadowRefusal(
                            place,
                            members.number("intent"),
                            agent(members),
                            account(members),
                            CallMembers.read(members),
                            code(members),
                            rule(members));
            case STARTED -> new AuditRecord.Started(place, members.text("version"));
            case STOPPED -> new AuditRecord.Stopped(place);
            case CONTINUED -> new AuditRecord.Continued(place, members.text("file"));
            case RECOVERED ->
                    new AuditRecord.Recovered(
                            place,
                            members.number("open_intents"),
                            members.flag("head_missing"),
                            members.list("torn").size());
            case RESUMED ->
                    new AuditRecord.Resumed(
                            place,
                            members.text("fault"),
                            members.number("durable"),
                            members.number("lost"));
        };
    }

    private static Caller caller(Members members) throws UnknownWordException {
        return new Caller(agent(members), account(members), peer(members.object("peer")));
    }

    private static AgentName agent(Members members) throws UnknownWordException {
        return new AgentName(members.text("agent"));
    }

    private static AccountName account(Members members) throws UnknownWordException {
        return new AccountName(members.text("account"));
    }

    private static Peer peer(Members peer) throws UnknownWordException {
        return new Peer(
                peer.small("uid"),
                peer.small("gid"),
                peer.small("pid"),
                peer.optionalText("container").map(ContainerId::new));
    }

    private static Phrase rule(Members members) throws UnknownWordException {
        return new Phrase(members.text("rule"));
    }

    private static RefusalCode code(Members members) throws UnknownWordException {
        return RefusalCode.ofWord(members.text("code"))
                .orElseThrow(() -> new UnknownWordException("code"));
    }

    private static OutcomeEvent outcome(Members members) throws UnknownWordException {
        return new OutcomeEvent(
                members.word("ending", Ending.class),
                members.optionalSmall("status"),
                members.has("code") ? Optional.of(code(members)) : Optional.empty(),
                members.number("bytes_in"),
                members.number("bytes_out"),
                Duration.ofMillis(members.number("ms")),
                members.has("tokens")
                        ? Optional.of(usage(members.object("tokens")))
                        : Optional.empty());
    }

    private static TokenUsage usage(Members tokens) throws UnknownWordException {
        return new TokenUsage(
                tokens.number("input"),
                tokens.number("output"),
                tokens.number("cache_read"),
                tokens.number("cache_write"),
                tokens.flag("estimated"));
    }
}
