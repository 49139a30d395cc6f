package dev.gatehouse.broker.cli.audit;

import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.audit.AuditEvent;
import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.Elsewhere;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.RefUpdate;
import dev.gatehouse.broker.audit.read.AuditRecord;
import dev.gatehouse.broker.cli.audit.Paint.Tone;
import dev.gatehouse.protocol.RefusalCode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/// A record for people: one line, and one more for what can be done about a refusal.
final class RecordText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String REMEDY = "\n" + " ".repeat(26) + "remedy: ";
    private static final int SHORT_ID = 7;
    private static final int MOST_REFS = 4;

    private final Paint paint;
    private final Remedies remedies = new Remedies();

    RecordText(Paint paint) {
        this.paint = paint;
    }

    /// @param intent the one that the record belongs to
    String of(AuditRecord record, Optional<AuditEvent.Intent> intent) {
        return switch (record) {
            case AuditRecord.Event event -> event(event);
            case AuditRecord.Outcome outcome -> outcome(outcome, intent);
            case AuditRecord.ShadowRefusal shadow ->
                    line(
                            record,
                            Tone.WORRYING,
                            "shadow",
                            what(intent.map(AuditEvent.Intent::call).orElse(shadow.call()))
                                    + "  would be refused ("
                                    + shadow.code().word()
                                    + ") by "
                                    + shadow.rule().text());
            case AuditRecord.Started started -> log(record, "started " + started.version());
            case AuditRecord.Stopped _ -> log(record, "stopped");
            case AuditRecord.Continued continued -> log(record, "follows " + continued.file());
            case AuditRecord.Recovered recovered ->
                    line(
                            record,
                            Tone.WORRYING,
                            "log",
                            "recovered from a crash: "
                                    + recovered.openIntents()
                                    + " calls without an outcome, "
                                    + recovered.tornPieces()
                                    + " torn lines kept aside"
                                    + (recovered.headMissing() ? ", the head was missing" : ""));
            case AuditRecord.Resumed resumed ->
                    line(
                            record,
                            Tone.WORRYING,
                            "log",
                            "can be written again after "
                                    + resumed.fault()
                                    + "; "
                                    + resumed.lost()
                                    + " events are lost");
            case AuditRecord.Foreign foreign ->
                    log(record, "a record of kind '" + foreign.kind() + "' not known here");
        };
    }

    private String event(AuditRecord.Event record) {
        return switch (record.event()) {
            case AuditEvent.Intent intent ->
                    line(record, Tone.PLAIN, "under way", what(intent.call()));
            case AuditEvent.Refusal refusal ->
                    line(
                                    record,
                                    Tone.REFUSED,
                                    "refused",
                                    what(refusal.call())
                                            + "  "
                                            + refusal.code().word()
                                            + " by "
                                            + refusal.rule().text())
                            + remedy(refusal.code(), refusal.call());
            case AuditEvent.PeerRejected rejected ->
                    line(
                            record,
                            Tone.REFUSED,
                            "peer",
                            "turned away for its "
                                    + rejected.mismatch().word()
                                    + ": "
                                    + peer(rejected.peer()));
            case AuditEvent.Alarm alarm ->
                    line(
                            record,
                            Tone.WORRYING,
                            "alarm",
                            alarm.cause().word() + ": " + alarm.detail().text());
        };
    }

    private String outcome(AuditRecord.Outcome record, Optional<AuditEvent.Intent> intent) {
        OutcomeEvent outcome = record.outcome();
        Call call = intent.map(AuditEvent.Intent::call).orElse(record.call());
        Optional<RefusalCode> code = outcome.code();
        String word =
                outcome.status().isPresent() && code.isEmpty()
                        ? String.valueOf(outcome.status().getAsInt())
                        : outcome.ending().word();
        StringJoiner counted = new StringJoiner(", ");
        code.ifPresent(refusal -> counted.add(refusal.word()));
        counted.add(outcome.elapsed().toMillis() + " ms");
        counted.add(size(outcome.requestBytes()) + " in");
        counted.add(size(outcome.responseBytes()) + " out");
        outcome.usage()
                .ifPresent(usage -> counted.add(usage.input() + "+" + usage.output() + " tokens"));
        return line(record, tone(outcome), word, what(call) + "  " + counted)
                + code.map(refusal -> remedy(refusal, call)).orElse("");
    }

    private static Tone tone(OutcomeEvent outcome) {
        return switch (outcome.ending()) {
            case ANSWERED -> outcome.status().orElse(0) < 400 ? Tone.GOOD : Tone.WORRYING;
            case REFUSED, NOT_ADMITTED -> Tone.REFUSED;
            case CLIENT_GONE, UPSTREAM_FAILED, TIMED_OUT, BROKER_STOPPED -> Tone.WORRYING;
        };
    }

    private String log(AuditRecord record, String text) {
        return line(record, Tone.QUIET, "log", text);
    }

    private String line(AuditRecord record, Tone tone, String word, String text) {
        return "%s  %-10s %s %s"
                .formatted(
                        TIME.format(record.place().time()),
                        record.whose().map(Object::toString).orElse("-"),
                        paint.of(tone, "%-9s".formatted(word)),
                        Printable.text(text));
    }

    private String remedy(RefusalCode code, Call call) {
        return REMEDY + Printable.text(remedies.of(code, call));
    }

    private static String what(Call call) {
        StringJoiner words = new StringJoiner(" ");
        words.add(call.operation().orElse("(no operation)"));
        call.repository().ifPresent(repository -> words.add(repository.toString()));
        call.elsewhere().ifPresent(elsewhere -> words.add(elsewhere(elsewhere)));
        call.refs().stream().limit(MOST_REFS).forEach(ref -> words.add(ref(ref)));
        if (call.refs().size() > MOST_REFS) {
            words.add("and " + (call.refs().size() - MOST_REFS) + " refs more");
        }
        return words.toString();
    }

    private static String elsewhere(Elsewhere elsewhere) {
        return switch (elsewhere) {
            case Elsewhere.Model(String name) -> name;
            case Elsewhere.Destination(String host, int port) -> host + ":" + port;
        };
    }

    private static String ref(RefUpdate update) {
        boolean known = update.oldId().isPresent() || update.newId().isPresent();
        return known
                ? update.ref() + " " + id(update.oldId()) + ".." + id(update.newId())
                : update.ref();
    }

    private static String id(Optional<String> id) {
        return id.map(hex -> hex.substring(0, SHORT_ID)).orElse("?");
    }

    private static String peer(Peer peer) {
        return "uid "
                + peer.uid()
                + ", pid "
                + peer.pid()
                + peer.container()
                        .map(id -> ", container " + id.value().substring(0, 12))
                        .orElse("");
    }

    private static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        return bytes < 1024 * 1024
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024);
    }
}
