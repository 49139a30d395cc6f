package dev.gatehouse.broker.git;

import static dev.gatehouse.broker.git.TestingPackets.FLUSH;
import static dev.gatehouse.broker.git.TestingPackets.NEW;
import static dev.gatehouse.broker.git.TestingPackets.NEW_256;
import static dev.gatehouse.broker.git.TestingPackets.OLD;
import static dev.gatehouse.broker.git.TestingPackets.OLD_256;
import static dev.gatehouse.broker.git.TestingPackets.ZEROS;
import static dev.gatehouse.broker.git.TestingPackets.bytes;
import static dev.gatehouse.broker.git.TestingPackets.command;
import static dev.gatehouse.broker.git.TestingPackets.firstCommand;
import static dev.gatehouse.broker.git.TestingPackets.packet;
import static dev.gatehouse.broker.git.TestingPackets.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PushRequestReaderTest {
    private static final String MAIN = "refs/heads/main";
    private static final String PUSH =
            packet("shallow " + OLD + "\n")
                    + firstCommand(MAIN, "report-status", "push-options", "agent=git/2")
                    + packet(ZEROS + " " + NEW + " refs/tags/v1\n")
                    + FLUSH
                    + packet("topic=a b")
                    + packet("title=PACK")
                    + FLUSH;

    @Test
    void readsAWholeHeadAndLeavesThePack() {
        Reading reading = TestingPushes.read(PUSH + "PACK\0\0\0\2");

        assertThat(reading)
                .isEqualTo(
                        new Reading.Whole(
                                new PushRequest(
                                        List.of(
                                                new RefCommand(MAIN, OLD, NEW),
                                                new RefCommand("refs/tags/v1", ZEROS, NEW)),
                                        List.of("report-status", "push-options", "agent=git/2"),
                                        List.of(OLD),
                                        List.of("topic=a b", "title=PACK"),
                                        ObjectFormat.SHA1),
                                PUSH.length()));
    }

    @Test
    void findsTheEndWhereverThePiecesAreCut() {
        byte[] all = bytes(PUSH + "PACK");
        for (int cut = 0; cut < PUSH.length(); cut++) {
            PushRequestReader reader = new PushRequestReader();

            Reading first = reader.accept(all, 0, cut);
            Reading second = reader.accept(all, cut, all.length - cut);

            assertThat(first).as("cut at " + cut).isEqualTo(new Reading.More());
            assertThat(second)
                    .as("cut at " + cut)
                    .isEqualTo(
                            new Reading.Whole(
                                    TestingPushes.request(bytes(PUSH)), PUSH.length() - cut));
        }
    }

    @Test
    void theProbeHasNoCommands() {
        assertThat(TestingPushes.read(FLUSH))
                .isInstanceOfSatisfying(
                        Reading.Whole.class,
                        whole -> {
                            assertThat(whole.request().isProbe()).isTrue();
                            assertThat(whole.request().hasPack()).isFalse();
                            assertThat(whole.taken()).isEqualTo(4);
                        });
    }

    @Test
    void aPackMagicInTheNameOfARefEndsNothing() {
        String head =
                firstCommand("refs/heads/PACK", "report-status")
                        + command("refs/heads/xPACK")
                        + command(MAIN)
                        + FLUSH;

        Reading reading = TestingPushes.read(head + "PACK");

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Whole.class,
                        whole -> {
                            assertThat(whole.request().commands())
                                    .as("the refs behind the magic are seen (CVE-2025-54584)")
                                    .extracting(RefCommand::ref)
                                    .containsExactly("refs/heads/PACK", "refs/heads/xPACK", MAIN);
                            assertThat(whole.taken()).isEqualTo(head.length());
                        });
    }

    @Test
    void readsIdsOfSha256WhereItIsNamed() {
        String line = OLD_256 + " " + NEW_256 + " " + MAIN + "\0 object-format=sha256";

        PushRequest request = TestingPushes.request(bytes(packet(line) + FLUSH));

        assertThat(request.format()).isEqualTo(ObjectFormat.SHA256);
        assertThat(request.commands()).containsExactly(new RefCommand(MAIN, OLD_256, NEW_256));
    }

    @Test
    void readsNamesOfAnyScript() {
        String ref = "refs/heads/höhe/日本/🚀";

        PushRequest request = TestingPushes.request(bytes(command(utf8(ref)) + FLUSH));

        assertThat(request.commands()).extracting(RefCommand::ref).containsExactly(ref);
    }

    @Test
    void readsAsManyCommandsAsTheAuditLogHolds() {
        assertThat(TestingPushes.read(branches(512) + FLUSH)).isInstanceOf(Reading.Whole.class);
        assertThat(TestingPushes.read(branches(513) + FLUSH))
                .isInstanceOfSatisfying(
                        Reading.Malformed.class,
                        malformed -> assertThat(malformed.problem()).contains("push fewer refs"));
    }

    private static String branches(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> command("refs/heads/b" + number))
                .collect(Collectors.joining());
    }

    @Test
    void holdsNoMoreThanItsShare() {
        byte[] shallow = bytes(packet("shallow " + OLD));
        PushRequestReader reader = new PushRequestReader();
        List<Reading> readings = new ArrayList<>();
        for (int sent = 0; sent <= PushRequestReader.MAX_HEAD_BYTES; sent += shallow.length) {
            readings.add(reader.accept(shallow, 0, shallow.length));
        }

        assertThat(readings.removeLast()).isInstanceOf(Reading.Malformed.class);
        assertThat(readings).containsOnly(new Reading.More());
    }

    @Test
    void staysMalformed() {
        PushRequestReader reader = new PushRequestReader();
        byte[] wrong = bytes("PACK");
        byte[] right = bytes(FLUSH);

        Reading first = reader.accept(wrong, 0, wrong.length);

        assertThat(first).isInstanceOf(Reading.Malformed.class);
        assertThat(reader.accept(right, 0, right.length)).isEqualTo(first);
    }

    @Test
    void isNotAskedAboutThePack() {
        PushRequestReader reader = new PushRequestReader();
        byte[] probe = bytes(FLUSH);
        reader.accept(probe, 0, probe.length);

        assertThatThrownBy(() -> reader.accept(probe, 0, probe.length))
                .isInstanceOf(IllegalStateException.class);
    }
}
