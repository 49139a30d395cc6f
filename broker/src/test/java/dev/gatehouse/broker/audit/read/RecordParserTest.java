package dev.gatehouse.broker.audit.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.audit.AuditEvent;
import dev.gatehouse.broker.audit.AuditId;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.Elsewhere;
import dev.gatehouse.broker.audit.Fetch;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.broker.audit.Phrase;
import dev.gatehouse.broker.audit.RefUpdate;
import dev.gatehouse.broker.audit.TokenUsage;
import dev.gatehouse.broker.audit.read.AuditRecord.Place;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.protocol.RefusalCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordParserTest {
    private static final String FRAME = "{\"seq\":8,\"time\":\"2026-11-21T01:02:03.040Z\",";
    private static final Place PLACE = new Place(8, Instant.parse("2026-11-21T01:02:03.040Z"));

    @TempDir Path folder;

    @Test
    void givesBackWhatTheLogWasTold() throws IOException {
        TestingTrail trail = TestingTrail.in(folder);
        AuditEvent.Intent push = new AuditEvent.Intent(TestingTrail.CALLER, push(), rule("push"));
        AuditEvent.Refusal fetch =
                new AuditEvent.Refusal(
                        TestingTrail.CALLER, fetch(), RefusalCode.NOT_GRANTED, rule("default"));
        AuditEvent.PeerRejected stranger =
                new AuditEvent.PeerRejected(
                        new AgentName("dev"), new Peer(0, 0, 1), AuditEvent.Mismatch.UNKNOWN_PEER);
        AuditEvent.Alarm alarm =
                new AuditEvent.Alarm(
                        AuditEvent.Cause.SECRET_IN_ANSWER, Optional.empty(), rule("masked"));
        AuditEvent.Intent prompt = new AuditEvent.Intent(TestingTrail.CALLER, prompt(), rule("m"));
        OutcomeEvent counted =
                new OutcomeEvent(
                        Ending.CLIENT_GONE,
                        OptionalInt.empty(),
                        Optional.of(RefusalCode.LIMIT),
                        1,
                        2,
                        Duration.ofMillis(3),
                        Optional.of(new TokenUsage(12, 34, 56, 78, true)));
        try (AuditLog log = trail.open()) {
            AuditId pushed = TestingTrail.admitted(log, push);
            log.shadowRefusal(pushed, RefusalCode.REF_NOT_GRANTED, rule("agents.dev.grants[1]"));
            log.outcome(pushed, TestingTrail.ANSWERED);
            log.refused(fetch).toCompletableFuture().join();
            log.peerRejected(stranger);
            log.alarm(alarm);
            log.outcome(TestingTrail.admitted(log, prompt), counted);
        }
        try (AuditReader reader = AuditReader.fromStart(trail.file())) {
            List<AuditRecord> records = TestingTrail.records(reader);

            assertThat(records.stream().map(RecordParserTest::told))
                    .containsExactly(
                            "started test",
                            push,
                            RefusalCode.REF_NOT_GRANTED,
                            TestingTrail.ANSWERED,
                            fetch,
                            stranger,
                            alarm,
                            prompt,
                            counted,
                            "stopped");
            assertThat(records.stream().map(record -> record.place().sequence()))
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        }
    }

    private static Object told(AuditRecord record) {
        return switch (record) {
            case AuditRecord.Event event -> event.event();
            case AuditRecord.Outcome outcome -> outcome.outcome();
            case AuditRecord.ShadowRefusal shadow -> shadow.code();
            case AuditRecord.Started started -> "started " + started.version();
            case AuditRecord.Stopped _ -> "stopped";
            case AuditRecord.Continued _,
                    AuditRecord.Recovered _,
                    AuditRecord.Resumed _,
                    AuditRecord.Foreign _ ->
                    record;
        };
    }

    @Test
    void readsWhatTheLogSaysOfItself() {
        assertThat(parse(FRAME + "\"kind\":\"continued\",\"file\":\"audit-1-2.jsonl\"}"))
                .contains(new AuditRecord.Continued(PLACE, "audit-1-2.jsonl"));
        assertThat(
                        parse(
                                FRAME
                                        + "\"kind\":\"recovered\",\"open_intents\":2,"
                                        + "\"head_missing\":true,\"torn\":[{\"file\":\"t\"}]}"))
                .contains(new AuditRecord.Recovered(PLACE, 2, true, 1));
        assertThat(
                        parse(
                                FRAME
                                        + "\"kind\":\"resumed\",\"fault\":\"disk-full\","
                                        + "\"durable\":5,\"lost\":6}"))
                .contains(new AuditRecord.Resumed(PLACE, "disk-full", 5, 6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"kind\":\"stopped\",\"mood\":\"good\"}",
                "\"kind\":\"stopped\",\"prev\":\"00\",\"more\":{\"kind\":[1]}}"
            })
    void leavesMembersAloneThatItDoesNotKnow(String rest) {
        assertThat(parse(FRAME + rest)).contains(new AuditRecord.Stopped(PLACE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"kind\":\"dreamt\"}",
                "\"kind\":\"alarm\",\"cause\":\"a-cause-of-tomorrow\",\"detail\":\"x\"}",
                "\"kind\":\"outcome\",\"intent\":5}",
                "\"kind\":\"resumed\",\"fault\":\"disk-full\",\"durable\":1.5,\"lost\":0}",
                "\"kind\":\"refusal\",\"agent\":\"../etc\"}"
            })
    void namesTheKindOfARecordInWordsThatItDoesNotKnow(String rest) {
        assertThat(parse(FRAME + rest))
                .hasValueSatisfying(record ->
                        assertThat(record)
                                .isInstanceOfSatisfying(
                                        AuditRecord.Foreign.class,
                                        foreign -> assertThat(foreign.place()).isEqualTo(PLACE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"seq\":1,\"kind\":\"stopped\"}",
                "{\"seq\":\"1\",\"time\":\"2026-11-21T01:02:03.040Z\",\"kind\":\"stopped\"}",
                "{\"seq\":1,\"time\":\"yesterday\",\"kind\":\"stopped\"}",
                "{\"seq\":1,\"seq\":2,\"time\":\"2026-11-21T01:02:03.040Z\",\"kind\":\"stopped\"}",
                "{\"seq\":1,\"time\":\"2026-11-21T01:02:03.040Z\",\"kind\":\"stopped\"} x",
                "{\"seq\":1,\"time\":\"2026-11-21T01:02:03.040Z\",\"kind\":\"stopped\""
            })
    void takesNothingElseForARecord(String line) {
        assertThat(parse(line)).isEmpty();
    }

    @Property
    boolean neverFailsOnAnyBytes(@ForAll byte[] line) {
        return RecordParser.parse(line).isEmpty() || line.length > 0;
    }

    private static Optional<AuditRecord> parse(String line) {
        return RecordParser.parse(line.getBytes(UTF_8));
    }

    private static Phrase rule(String text) {
        return new Phrase(text);
    }

    private static Call push() {
        return new Call(
                "x-1",
                Optional.of("git-receive-pack"),
                Optional.of(HttpMethod.POST),
                Optional.of(new RepositoryName("charles", "lib")),
                List.of(
                        new RefUpdate(
                                "refs/heads/dev/gr\u00fcn",
                                Optional.of("0".repeat(40)),
                                Optional.of("a".repeat(40)),
                                true)));
    }

    private static Call fetch() {
        return new Call(
                "x-2",
                Optional.of("git-upload-pack"),
                Optional.of(HttpMethod.POST),
                Optional.of(new RepositoryName("charles", "lib")),
                List.of(),
                Optional.of(
                        new Fetch(
                                "fetch",
                                List.of("b".repeat(40)),
                                1,
                                2,
                                OptionalInt.of(3),
                                Optional.of("blob:none"))),
                Optional.of(new Elsewhere.Destination("example.com", 443)),
                Call.Door.EGRESS);
    }

    private static Call prompt() {
        return Call.ofModel(
                "x-3",
                Optional.of("messages.create"),
                Optional.of(HttpMethod.POST),
                Optional.of("claude-sonnet-4-5"));
    }
}
