package dev.gatehouse.broker.audit.read;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.audit.Admittance;
import dev.gatehouse.broker.audit.AuditEvent;
import dev.gatehouse.broker.audit.AuditId;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.audit.AuditSettings;
import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.Caller;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.broker.audit.Phrase;
import dev.gatehouse.broker.audit.Unavailable;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.RepositoryName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A log that a real [AuditLog] writes, and what is read of it.
record TestingTrail(Path file) {
    static final Caller CALLER =
            new Caller(
                    new AgentName("dev"),
                    new AccountName("dev-bot"),
                    new Peer(10001, 10001, 4711).in(new ContainerId("0123456789abcdef".repeat(4))));
    static final Phrase RULE = new Phrase("agents.dev.grants[0] (line 12)");
    static final OutcomeEvent ANSWERED =
            new OutcomeEvent(
                    Ending.ANSWERED,
                    OptionalInt.of(201),
                    Optional.empty(),
                    128,
                    2048,
                    Duration.ofMillis(37));

    static TestingTrail in(Path folder) {
        return new TestingTrail(folder.resolve("audit.jsonl"));
    }

    AuditLog open() throws IOException {
        return open(Long.MAX_VALUE);
    }

    AuditLog open(long rotateBytes) throws IOException {
        return AuditLog.open(
                new AuditSettings(
                        file, AuditSettings.Sync.INTERVAL, rotateBytes, new Phrase("test")));
    }

    static AuditEvent.Intent intent(String exchange) {
        return new AuditEvent.Intent(
                CALLER,
                new Call(
                        exchange,
                        Optional.of("issueCreateComment"),
                        Optional.of(HttpMethod.POST),
                        Optional.of(new RepositoryName("charles", "lib")),
                        List.of()),
                RULE);
    }

    static AuditId admitted(AuditLog log, AuditEvent.Intent intent) {
        return switch (log.admit(intent).toCompletableFuture().join()) {
            case Admittance.Recorded(AuditId id) -> id;
            case Unavailable unavailable -> throw new AssertionError(unavailable);
        };
    }

    static List<AuditLine> rest(AuditReader reader) throws IOException {
        List<AuditLine> lines = new ArrayList<>();
        for (Optional<AuditLine> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(line.get());
        }
        return lines;
    }

    static List<AuditRecord> records(AuditReader reader) throws IOException {
        return rest(reader).stream().map(TestingTrail::record).toList();
    }

    static List<Long> sequences(AuditReader reader) throws IOException {
        return records(reader).stream().map(record -> record.place().sequence()).toList();
    }

    private static AuditRecord record(AuditLine line) {
        return switch (line) {
            case AuditLine.Whole whole -> whole.record();
            case AuditLine.Damaged damaged -> throw new AssertionError(damaged.toString());
        };
    }
}
