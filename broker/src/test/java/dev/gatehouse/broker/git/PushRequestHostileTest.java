package dev.gatehouse.broker.git;

import static dev.gatehouse.broker.git.TestingPackets.DELIMITER;
import static dev.gatehouse.broker.git.TestingPackets.FLUSH;
import static dev.gatehouse.broker.git.TestingPackets.NEW;
import static dev.gatehouse.broker.git.TestingPackets.NEW_256;
import static dev.gatehouse.broker.git.TestingPackets.OLD;
import static dev.gatehouse.broker.git.TestingPackets.OLD_256;
import static dev.gatehouse.broker.git.TestingPackets.bytes;
import static dev.gatehouse.broker.git.TestingPackets.command;
import static dev.gatehouse.broker.git.TestingPackets.firstCommand;
import static dev.gatehouse.broker.git.TestingPackets.packet;
import static dev.gatehouse.broker.git.TestingPackets.update;
import static dev.gatehouse.broker.git.TestingPackets.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Heads that receive-pack and the broker might understand in two ways.
class PushRequestHostileTest {
    private static final String MAIN = "refs/heads/main";
    private static final String FIRST = firstCommand(MAIN, "report-status");
    private static final String OPTIONS = firstCommand(MAIN, "push-options") + FLUSH;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refuses(String what, String head, String problem) {
        assertThat(TestingPushes.read(head + FLUSH + FLUSH))
                .isInstanceOfSatisfying(
                        Reading.Malformed.class,
                        malformed -> assertThat(malformed.problem()).as(what).contains(problem));
        assertThat(TestingPushes.readInPieces(bytes(head + FLUSH + FLUSH), 1, new Random(0)))
                .as(what + ", byte by byte")
                .isInstanceOf(Reading.Malformed.class);
    }

    static Stream<Arguments> refuses() {
        return Stream.of(framing(), commands(), refs(), capabilities(), options())
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> framing() {
        String digits = "not four lower-case hex digits";
        return Stream.of(
                arguments("a pack where the head belongs", "PACK\0\0\0\2", digits),
                arguments("a pack behind a command", FIRST + "PACK", digits),
                arguments("HTTP where the head belongs", "POST / HTTP/1.1", digits),
                arguments("a length in capitals", "006F" + update(MAIN + "x".repeat(10)), digits),
                arguments("a length with a sign", "+067" + update(MAIN), digits),
                arguments("a length with a space", " 067" + update(MAIN), digits),
                arguments("a length in other digits", utf8("００６７"), digits),
                arguments("a delimiter", FIRST + DELIMITER, "length is 1"),
                arguments("the end of a response", FIRST + "0002", "length is 2"),
                arguments("a length within itself", FIRST + "0003", "length is 2, 3 or 4"),
                arguments("an empty packet", FIRST + "0004", "length is 2, 3 or 4"),
                arguments("a packet over 65520", "fff1" + update(MAIN), "longer than 65520"),
                arguments("the longest length", "ffff" + update(MAIN), "longer than 65520"));
    }

    private static Stream<Arguments> commands() {
        String ids = "object ids are not 40 or 64 lower-case hex digits, both alike";
        return Stream.of(
                arguments("a line without a ref", packet(OLD + " " + NEW), "OLD-ID NEW-ID REF"),
                arguments("a lone newline", packet("\n"), "OLD-ID NEW-ID REF"),
                arguments("ids in capitals", packet("A".repeat(40) + " " + NEW + " " + MAIN), ids),
                arguments("a short id", packet(OLD.substring(1) + " " + NEW + " " + MAIN), ids),
                arguments("a long id", packet(OLD + "1 " + NEW + " " + MAIN), ids),
                arguments("ids of two lengths", packet(OLD + " " + NEW_256 + " " + MAIN), ids),
                arguments("two spaces", packet(OLD + "  " + NEW + " " + MAIN), ids),
                arguments("a tab", packet(OLD + "\t" + NEW + " " + MAIN), "OLD-ID NEW-ID REF"),
                arguments("a space in front", packet(" " + update(MAIN)), ids),
                arguments(
                        "a hex number",
                        packet("0x" + "1".repeat(38) + " " + NEW + " " + MAIN),
                        ids),
                arguments(
                        "commands of two formats",
                        FIRST + packet(OLD_256 + " " + NEW_256 + " refs/heads/b"),
                        "not 40 lower-case hex digits"),
                arguments("one ref twice", FIRST + command(MAIN), "a ref is named twice"),
                arguments(
                        "one ref twice, once with a newline",
                        FIRST + packet(update(MAIN) + "\n"),
                        "a ref is named twice"),
                arguments("a push certificate", packet("push-cert\0 report-status"), "--signed"),
                arguments("a bare push certificate", packet("push-cert\n"), "--signed"),
                arguments(
                        "a certificate behind a command",
                        FIRST + packet("push-cert\0"),
                        "--signed"),
                arguments("a certificate's end", FIRST + packet("push-cert-end\n"), "OLD-ID"),
                arguments(
                        "shallow behind a command",
                        FIRST + packet("shallow " + OLD),
                        "shallow line behind a command"),
                arguments("shallow alone", packet("shallow " + OLD), "no commands"),
                arguments(
                        "shallow of another format",
                        packet("shallow " + OLD_256) + FIRST,
                        "not 40 lower-case hex digits"),
                arguments(
                        "shallow of no id",
                        packet("shallow HEAD") + FIRST,
                        "lower-case hex digits"),
                arguments(
                        "shallow with capabilities",
                        packet("shallow " + OLD + "\0push-options") + FIRST,
                        "lower-case hex digits"));
    }

    private static Stream<Arguments> refs() {
        return Stream.of(
                arguments("no name", packet(update("")), "does not begin with refs/"),
                arguments("a bare name", command("main"), "does not begin with refs/"),
                arguments("HEAD", command("HEAD"), "does not begin with refs/"),
                arguments("capitals", command("REFS/heads/main"), "does not begin with refs/"),
                arguments("a path", command("/refs/heads/main"), "does not begin with refs/"),
                arguments("a newline within", command("refs/heads/a\nb"), "control character"),
                arguments("two newlines at the end", command(MAIN + "\n\n"), "control character"),
                arguments(
                        "a newline before the NUL",
                        packet(update(MAIN) + "\n\0report-status"),
                        "control character"),
                arguments("a return", command(MAIN + "\r"), "control character"),
                arguments("an escape", command("refs/heads/\u001b[31m"), "control character"),
                arguments("a delete", command("refs/heads/\u007f"), "control character"),
                arguments("a C1 control", command(utf8("refs/heads/\u0085")), "control character"),
                arguments("a space", command("refs/heads/a b"), "control character"),
                arguments("a tilde", command("refs/heads/a~1"), "control character"),
                arguments("no UTF-8", command("refs/heads/\u00e9"), "not UTF-8"),
                arguments("overlong UTF-8", command("refs/heads/\u00c0\u00af"), "not UTF-8"),
                arguments("a surrogate", command("refs/heads/\u00ed\u00a0\u0080"), "not UTF-8"),
                arguments("dots", command("refs/heads/../tags/v1"), "check-ref-format"),
                arguments("513 characters", command(MAIN + "x".repeat(498)), "longer than 512"));
    }

    private static Stream<Arguments> capabilities() {
        return Stream.of(
                arguments(
                        "capabilities of a second command",
                        FIRST + packet(update("refs/heads/b") + "\0push-options"),
                        "behind a later command"),
                arguments(
                        "a lone NUL of a second command",
                        FIRST + packet(update("refs/heads/b") + "\0"),
                        "behind a later command"),
                arguments(
                        "a second NUL",
                        packet(update(MAIN) + "\0report-status\0push-options"),
                        "not printable ASCII"),
                arguments(
                        "a tab", firstCommand(MAIN, "quiet\tpush-options"), "not printable ASCII"),
                arguments(
                        "a newline", firstCommand(MAIN, "quiet\npush-options"), "printable ASCII"),
                arguments("an escape", firstCommand(MAIN, "agent=\u001b[2J"), "printable ASCII"),
                arguments("no ASCII", firstCommand(MAIN, utf8("agent=é")), "printable ASCII"),
                arguments("one twice", firstCommand(MAIN, "quiet", "quiet"), "named twice"),
                arguments(
                        "two formats",
                        firstCommand(MAIN, "object-format=sha1", "object-format=sha256"),
                        "named twice"),
                arguments(
                        "another format than the ids'",
                        firstCommand(MAIN, "object-format=sha256"),
                        "not of the object-format"),
                arguments(
                        "an unknown format",
                        firstCommand(MAIN, "object-format=md5"),
                        "not of the object-format"),
                arguments(
                        "ids of SHA-256 without its name",
                        packet(OLD_256 + " " + NEW_256 + " " + MAIN),
                        "not of the object-format"),
                arguments(
                        "push options with a value, which receive-pack takes for push options",
                        firstCommand(MAIN, "push-options=no"),
                        "has a value"),
                arguments(
                        "a book", firstCommand(MAIN, "agent=" + "x".repeat(4096)), "longer than"));
    }

    private static Stream<Arguments> options() {
        return Stream.of(
                arguments("a newline within", OPTIONS + packet("title=a\nb"), "control character"),
                arguments("a NUL", OPTIONS + packet("topic=a\0repo.private=false"), "control"),
                arguments("a lone newline", OPTIONS + packet("\n"), "empty"),
                arguments("no UTF-8", OPTIONS + packet("title=\u00ff"), "not UTF-8"),
                arguments("too long", OPTIONS + packet("x".repeat(4097)), "longer than 4096"),
                arguments("too many", OPTIONS + packet("topic=a").repeat(33), "more than 32"),
                arguments("a delimiter", OPTIONS + DELIMITER, "length is 1"),
                arguments("a pack", OPTIONS + "PACK", "hex digits"));
    }
}
