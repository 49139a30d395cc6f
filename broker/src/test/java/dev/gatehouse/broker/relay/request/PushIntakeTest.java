package dev.gatehouse.broker.relay.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.policy.PushFacts;
import dev.gatehouse.broker.policy.RefChange;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushIntakeTest {
    private static final String OLD = "1".repeat(40);
    private static final String NEW = "2".repeat(40);
    private static final byte[] PUSH =
            (packet(
                                    OLD
                                            + " "
                                            + NEW
                                            + " refs/heads/main\0 report-status side-band-64k"
                                            + " object-format=sha1 agent=git/2")
                            + "0000PACKobjects")
                    .getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 10_000})
    void readsTheCommandsHoweverTheyAreCutAndKeepsWhatFollows(int pieceBytes) {
        PushIntake intake = new PushIntake(false, OptionalLong.of(PUSH.length));
        Optional<Intake.Reading> reading = Optional.empty();
        int at = 0;
        for (; reading.isEmpty(); at += pieceBytes) {
            byte[] piece = Arrays.copyOfRange(PUSH, at, Math.min(PUSH.length, at + pieceBytes));
            reading = intake.accept(piece, at + pieceBytes >= PUSH.length);
        }

        assertThat(facts(reading).changes())
                .containsExactly(new RefChange("refs/heads/main", OLD, NEW));
        ByteBuf early = intake.takeEarly();
        String rest =
                new String(
                        PUSH,
                        Math.min(PUSH.length, at),
                        Math.max(0, PUSH.length - at),
                        StandardCharsets.US_ASCII);
        assertThat(early.toString(StandardCharsets.US_ASCII) + rest)
                .as("not a byte of the pack is lost or taken for a command")
                .isEqualTo("PACKobjects");
        early.release();
    }

    @Test
    void unpacksASmallPush() throws IOException {
        PushIntake intake = new PushIntake(true, OptionalLong.of(9));
        byte[] packed = gzip(PUSH);

        assertThat(intake.accept(Arrays.copyOf(packed, 20), false)).isEmpty();
        assertThat(
                        facts(intake.accept(Arrays.copyOfRange(packed, 20, packed.length), true))
                                .changes())
                .hasSize(1);
    }

    @Test
    void refusesWhatUnpacksToMoreThanItHolds() throws IOException {
        PushIntake intake = new PushIntake(true, OptionalLong.empty());
        byte[] bomb = gzip(new byte[(int) BodyPlan.MAX_INSPECTED_BYTES + 1]);

        assertThat(refusal(intake.accept(bomb, true)).code()).isEqualTo(RefusalCode.LIMIT);
    }

    @Test
    void refusesWhatIsNoGzip() {
        PushIntake intake = new PushIntake(true, OptionalLong.empty());

        assertThat(refusal(intake.accept(PUSH, true)).code()).isEqualTo(RefusalCode.MALFORMED);
    }

    @Test
    void refusesAPushThatEndsInItsCommands() {
        PushIntake intake = new PushIntake(false, OptionalLong.empty());

        assertThat(refusal(intake.accept(Arrays.copyOf(PUSH, 30), true)).code())
                .isEqualTo(RefusalCode.MALFORMED);
    }

    @Test
    void saysWhatGitShows() {
        PushIntake intake = new PushIntake(false, OptionalLong.empty());
        assertThat(intake.accept(PUSH, true)).isPresent();
        Refusal refusal =
                new Refusal(RefusalCode.REF_NOT_GRANTED, "a rule", "a detail", "a remedy");

        String byRef =
                text(intake.report(refusal, Map.of("refs/heads/main", "not granted: a reason")));
        String forAll = text(intake.report(refusal, Map.of()));

        assertThat(byRef)
                .contains("ng refs/heads/main not granted: a reason")
                .contains("gatehouse: remedy: a remedy");
        assertThat(forAll).contains("ng refs/heads/main ref-not-granted: a detail");
    }

    private static String text(byte[] report) {
        return new String(report, StandardCharsets.UTF_8);
    }

    private static PushFacts facts(Optional<Intake.Reading> reading) {
        if (reading.orElseThrow() instanceof Intake.Reading.Known known
                && known.facts() instanceof PushFacts push) {
            return push;
        }
        throw new AssertionError(reading.toString());
    }

    private static Refusal refusal(Optional<Intake.Reading> reading) {
        if (reading.orElseThrow() instanceof Intake.Reading.Refused refused) {
            return refused.refusal();
        }
        throw new AssertionError(reading.toString());
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    private static String packet(String payload) {
        return "%04x%s".formatted(payload.length() + 4, payload);
    }
}
