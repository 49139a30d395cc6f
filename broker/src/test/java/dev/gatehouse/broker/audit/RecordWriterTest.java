package dev.gatehouse.broker.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.audit.AuditEvent.Alarm;
import dev.gatehouse.broker.audit.AuditEvent.Cause;
import dev.gatehouse.broker.audit.AuditEvent.Intent;
import dev.gatehouse.broker.audit.AuditEvent.Mismatch;
import dev.gatehouse.broker.audit.AuditEvent.PeerRejected;
import dev.gatehouse.broker.audit.AuditEvent.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordWriterTest {
    private static final String START = "{\"seq\":8,\"time\":\"2026-11-21T01:02:03.040Z\",";
    private static final String CALLER =
            "\"agent\":\"dev\",\"account\":\"dev-bot\",\"peer\":{\"uid\":10001,\"gid\":10001,"
                    + "\"pid\":4711,\"container\":\""
                    + "0123456789abcdef".repeat(4)
                    + "\"},";
    private static final String CALL =
            "\"exchange\":\"x-1\",\"operation\":\"issueCreateComment\",\"method\":\"POST\","
                    + "\"repository\":\"charles/claude-hooks\",";
    private static final ChainHead BEFORE = new ChainHead(7, "5".repeat(64));
    private static final String END = ",\"prev\":\"" + BEFORE.hash() + "\"}\n";

    static Stream<Arguments> records() {
        Intent intent = TestingEvents.intent("x-1");
        return Stream.of(
                Arguments.of(
                        new Entry.Event(intent),
                        "\"kind\":\"intent\","
                                + CALLER
                                + CALL
                                + "\"refs\":[],\"decision\":\"permit\","
                                + "\"rule\":\"agents.dev.grants[0] (line 12)\""),
                Arguments.of(
                        new Entry.Settled(new AuditId(5, intent), TestingEvents.answered()),
                        "\"kind\":\"outcome\",\"intent\":5,\"agent\":\"dev\",\"account\":\"dev-bot\","
                                + CALL
                                + "\"ending\":\"answered\",\"status\":201,\"bytes_in\":128,"
                                + "\"bytes_out\":2048,\"ms\":37"),
                Arguments.of(
                        new Entry.ShadowRefusal(
                                new AuditId(5, intent),
                                RefusalCode.NOT_GRANTED,
                                new Phrase("agents.dev.grants[1]")),
                        "\"kind\":\"shadow-refusal\",\"intent\":5,\"agent\":\"dev\","
                                + "\"account\":\"dev-bot\","
                                + CALL
                                + "\"rule\":\"agents.dev.grants[1]\",\"code\":\"not-granted\""),
                Arguments.of(
                        new Entry.Event(TestingEvents.refusal("x-1")),
                        "\"kind\":\"refusal\","
                                + CALLER
                                + CALL
                                + "\"refs\":[],\"decision\":\"refuse\",\"rule\":\"no grant\","
                                + "\"code\":\"not-granted\""),
                Arguments.of(
                        new Entry.Settled(
                                new AuditId(5, TestingEvents.prompt("x-1")),
                                TestingEvents.counted()),
                        "\"kind\":\"outcome\",\"intent\":5,\"agent\":\"dev\",\"account\":\"dev-bot\","
                                + "\"exchange\":\"x-1\",\"door\":\"model\",\"operation\":\"messages.create\","
                                + "\"method\":\"POST\",\"model\":\"claude-sonnet-4-5\","
                                + "\"ending\":\"answered\",\"status\":200,\"bytes_in\":128,"
                                + "\"bytes_out\":2048,\"ms\":37,\"tokens\":{\"input\":12,"
                                + "\"output\":34,\"cache_read\":56,\"cache_write\":78,"
                                + "\"estimated\":false}"),
                Arguments.of(
                        new Entry.Event(TestingEvents.blocked("x-1")),
                        "\"kind\":\"refusal\","
                                + CALLER
                                + "\"exchange\":\"x-1\",\"door\":\"egress\",\"operation\":\"egress.connect\","
                                + "\"host\":\"example.com\",\"port\":443,"
                                + "\"refs\":[],\"decision\":\"refuse\",\"rule\":\"no grant\","
                                + "\"code\":\"not-granted\""),
                Arguments.of(
                        new Entry.Event(unrouted()),
                        "\"kind\":\"refusal\","
                                + CALLER
                                + "\"exchange\":\"x-1\",\"refs\":[],\"decision\":\"refuse\","
                                + "\"rule\":\"route\",\"code\":\"malformed\""),
                Arguments.of(
                        new Entry.Event(
                                new Intent(
                                        TestingEvents.CALLER,
                                        TestingEvents.push("x-1", "refs/heads/dev/gr\u00fcn"),
                                        TestingEvents.RULE)),
                        "\"kind\":\"intent\","
                                + CALLER
                                + CALL.replace("issueCreateComment", "git-receive-pack")
                                + "\"refs\":[{\"ref\":\"refs/heads/dev/gr\\u00FCn\",\"old\":\""
                                + "0".repeat(40)
                                + "\",\"new\":\""
                                + "a".repeat(40)
                                + "\",\"force\":false}],\"decision\":\"permit\","
                                + "\"rule\":\"agents.dev.grants[0] (line 12)\""),
                Arguments.of(
                        new Entry.Event(
                                new PeerRejected(
                                        new AgentName("dev"), new Peer(0, 0, 1), Mismatch.UID)),
                        "\"kind\":\"peer-rejected\",\"agent\":\"dev\","
                                + "\"peer\":{\"uid\":0,\"gid\":0,\"pid\":1},\"mismatch\":\"uid\""),
                Arguments.of(
                        new Entry.Event(
                                new Alarm(
                                        Cause.CREDENTIAL_REJECTED,
                                        Optional.of(new AgentName("dev")),
                                        new Phrase("Forgejo answered 401"))),
                        "\"kind\":\"alarm\",\"agent\":\"dev\",\"cause\":\"credential-rejected\","
                                + "\"detail\":\"Forgejo answered 401\""),
                Arguments.of(
                        new Entry.Started(new Phrase("0.1.0")),
                        "\"kind\":\"started\",\"version\":\"0.1.0\""),
                Arguments.of(new Entry.Stopped(), "\"kind\":\"stopped\""),
                Arguments.of(
                        new Entry.Recovered(
                                2, true, List.of(new Entry.TornBytes("t.bin", 9, "abc"))),
                        "\"kind\":\"recovered\",\"open_intents\":2,\"head_missing\":true,\"torn\":["
                                + "{\"file\":\"t.bin\",\"bytes\":9,\"sha256\":\"abc\"}]"));
    }

    private static Refusal unrouted() {
        Call call =
                new Call("x-1", Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        return new Refusal(TestingEvents.CALLER, call, RefusalCode.MALFORMED, new Phrase("route"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void writesOneLineOfKnownFields(Entry entry, String body) {
        String line = new String(line(entry), US_ASCII);
        assertThat(line).isEqualTo(START + body + END);
    }

    @ParameterizedTest
    @MethodSource("records")
    void writesWhatTheVerifierReads(Entry entry, String body) {
        byte[] line = line(entry);
        RecordHead record = RecordHead.parse(line).orElseThrow();
        assertThat(record.sequence()).isEqualTo(8);
        assertThat(record.time()).isEqualTo(TestingLog.NOW);
        assertThat(record.prev()).isEqualTo(BEFORE.hash());
        assertThat(body).contains("\"" + record.kind().word() + "\"");
    }

    @Test
    void writesTheLargestCallInALineThatCanBeReadAgain() {
        RefUpdate longest =
                new RefUpdate(
                        "\u4e00".repeat(512),
                        Optional.of("a".repeat(64)),
                        Optional.of("b".repeat(64)),
                        true);
        Call call =
                new Call(
                        "x-1",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Collections.nCopies(Call.MAX_REFS, longest));
        byte[] line =
                line(new Entry.Event(new Intent(TestingEvents.CALLER, call, TestingEvents.RULE)));
        assertThat(line.length).isLessThan(LineReader.MAX_LINE_BYTES);
        assertThat(RecordHead.parse(line)).isPresent();
    }

    @Test
    void keepsLinesPureAsciiWhateverARefIsCalled() {
        String hostile = "refs/heads/\u202egnp.exe\ud83d\ude00\"}";
        String line =
                new String(
                        line(
                                new Entry.Event(
                                        new Intent(
                                                TestingEvents.CALLER,
                                                TestingEvents.push("x-1", hostile),
                                                TestingEvents.RULE))),
                        StandardCharsets.UTF_8);
        assertThat(line.strip()).matches("[ -~]*");
        assertThat(line).contains("\\\"}");
    }

    private static byte[] line(Entry entry) {
        return new RecordWriter().line(BEFORE, TestingLog.NOW, entry);
    }
}
