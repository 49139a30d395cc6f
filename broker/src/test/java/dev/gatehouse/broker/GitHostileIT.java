package dev.gatehouse.broker;

import static dev.gatehouse.broker.Workplace.HOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Heads of pushes that no git sends: nothing of them, and no token, goes to the forge.
@Timeout(60)
class GitHostileIT {
    private static final String ZEROS = RawPush.ZEROS;
    private static final String ONES = RawPush.ONES;
    private static final String CAPABILITIES = RawPush.CAPABILITIES;
    private static final String CREATE = ZEROS + " " + ONES + " refs/heads/dev/x";

    private static final byte[] FLUSH = RawPush.FLUSH.getBytes(StandardCharsets.US_ASCII);

    @TempDir static Path directory;

    private static DemoForge forge;
    private static Workplace work;

    @BeforeAll
    static void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        work = Workplace.open(directory, forge.url(), forge.token("dev-bot"));
        assertThat(work.client().get("/" + HOOKS + "/info/refs?service=git-receive-pack").status())
                .as("the token is checked and fit")
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() throws IOException {
        work.close();
        forge.close();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                head("nothing but a command of no form", "hello"),
                head("no ref", ZEROS + " " + ONES + CAPABILITIES),
                head("upper-case ids", ZEROS + " " + "A".repeat(40) + " refs/heads/dev/x"),
                head("short ids", "0".repeat(39) + " " + ONES + " refs/heads/dev/x"),
                head("ids of two lengths", ZEROS + " " + "1".repeat(64) + " refs/heads/dev/x"),
                head("an id that is none", ZEROS + " " + "g".repeat(40) + " refs/heads/dev/x"),
                head("ids of another format", CREATE + "\0report-status object-format=sha256"),
                head("a format that does not exist", CREATE + "\0object-format=md5"),
                head("a format named twice", CREATE + "\0object-format=sha1 object-format=sha256"),
                head("capabilities twice", CREATE + CAPABILITIES, CREATE + "y" + CAPABILITIES),
                head(
                        "options hidden in a later command",
                        CREATE + "\0report-status",
                        CREATE + "y\0push-options"),
                head("one ref twice", CREATE + CAPABILITIES, CREATE),
                head("a pack in the name of a ref", CREATE + "\nPACK" + CAPABILITIES),
                head("a newline in the name", CREATE + "\n" + CREATE + CAPABILITIES),
                head("a carriage return in the name", CREATE + "\r" + CAPABILITIES),
                head("an escape in the name", CREATE + "\u001b[2J" + CAPABILITIES),
                head("a name that is no UTF-8", CREATE + "\u00ff\u00fe" + CAPABILITIES),
                head("dots in the name", command("refs/heads/dev/../main")),
                head("a slash at the end", command("refs/heads/dev/")),
                head("two slashes", command("refs/heads//main")),
                head("a hidden part", command("refs/heads/dev/.x")),
                head("a lock's name", command("refs/heads/dev/x.lock")),
                head("a reflog's syntax", command("refs/heads/dev/x@{1}")),
                head("a backslash", command("refs/heads/dev\\x")),
                head("one level", command("refs/stash")),
                head("no refs/", command("HEAD")),
                head("a name of 600 characters", command("refs/heads/dev/" + "x".repeat(600))),
                head("a push certificate", "push-cert\0report-status", "certificate version 0.1"),
                head("shallow behind a command", CREATE + CAPABILITIES, "shallow " + ONES),
                head("shallow of nothing", "shallow x", CREATE + CAPABILITIES),
                head("shallow alone", "shallow " + ONES),
                head("513 commands", commands(513)),
                text("a length that is no number", "zzzz" + CREATE),
                text("a length in upper case", "00AA" + CREATE),
                text("a length of three", "0003"),
                text("a length over the most", "fff5" + "x".repeat(65_525)),
                text("an empty packet", "0004" + RawPush.packet(CREATE) + "0000"),
                text("a delimiter", "0001" + RawPush.packet(CREATE) + "0000"),
                text("no flush", RawPush.packet(CREATE + CAPABILITIES)),
                text("half a packet", RawPush.packet(CREATE + CAPABILITIES).substring(0, 30)),
                text("a pack alone", "PACK\0\0\0\2\0\0\0\0"),
                text("no end of options", options("topic=x").replaceFirst("0000$", "")),
                text("33 options", options(many(33, "topic=x"))),
                text("an option of 5000 bytes", options("title=" + "x".repeat(5000))),
                text("a line end in an option", options("title=a\nb")),
                text("1 MiB of head", RawPush.packet("shallow " + ONES).repeat(25_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refusesAHeadThatCannotBeReadInOneWay(String what, RawPush push) throws IOException {
        forge.forgetRequests();
        int connections = forge.connections();
        long lent = work.broker().broker().tokensLent();
        int refusals = refusals();

        AgentClient.Reply reply = push.to(work.client(), HOOKS);

        assertThat(reply.status()).as("%s", reply).isEqualTo(400);
        assertThat(reply.refusal()).isEqualTo("malformed");
        assertThat(forge.requests()).as("requests upstream").isEmpty();
        assertThat(forge.connections()).as("connections upstream").isEqualTo(connections);
        assertThat(work.broker().broker().tokensLent()).as("tokens lent").isEqualTo(lent);
        assertThat(refusals()).as("refusals on record").isEqualTo(refusals + 1);
    }

    @Test
    void takesNoPushWithABodyOfAnotherKind() throws IOException {
        forge.forgetRequests();
        String path = "/" + HOOKS + "/git-receive-pack";
        String type = "application/x-git-receive-pack-request";
        List<AgentClient.Reply> replies =
                List.of(
                        work.client().call("POST", path, ""),
                        work.client().call("GET", path, ""),
                        work.client().call("POST", path + "?x=1", "Content-Length: 4\r\n"),
                        work.client().body("POST", path, "text/plain", FLUSH),
                        RawPush.ofText("not gzip")
                                .to(work.client(), HOOKS, "Content-Encoding: gzip\r\n"),
                        RawPush.ofText("0000")
                                .to(work.client(), HOOKS, "Content-Encoding: deflate\r\n"),
                        work.client().body("PUT", path, type, FLUSH));

        assertThat(replies)
                .allSatisfy(reply -> {
                    assertThat(reply.status()).as("%s", reply).isBetween(400, 404);
                    assertThat(reply.refusal()).isNotEmpty();
                });
        assertThat(forge.requests()).isEmpty();
    }

    /// The rest of a refused push is thrown away before git is answered; of one that can no longer
    /// be read there is no rest.
    @Test
    @Timeout(15)
    void answersAPushWhoseFramingBreaksAtOnce() throws Exception {
        String commands = RawPush.packet(CREATE + CAPABILITIES) + RawPush.FLUSH + "PACK";
        try (AgentConnection push = AgentConnection.open(work.broker().socket("dev"))) {
            push.send(
                    "POST /"
                            + HOOKS
                            + "/git-receive-pack HTTP/1.1\r\nHost: forge\r\n"
                            + "Content-Type: application/x-git-receive-pack-request\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n"
                            + Integer.toHexString(commands.length())
                            + "\r\n"
                            + commands
                            + "\r\n");
            await(() -> !work.recorded("intent", "git-receive-pack").isEmpty());
            push.send("no size\r\n");

            AgentClient.Reply reply = push.reply();

            assertThat(reply.refusal()).as("%s", reply).isEqualTo("malformed");
            assertThat(reply.body())
                    .as("git is told about its ref")
                    .contains("ng refs/heads/dev/x");
            assertThat(push.isClosed()).isTrue();
        }
    }

    private static void await(Callable<Boolean> holds) throws Exception {
        while (!holds.call()) {
            Thread.sleep(20);
        }
    }

    private static int refusals() throws IOException {
        return work.recorded("refusal", "git-receive-pack").size();
    }

    private static String command(String ref) {
        return ZEROS + " " + ONES + " " + ref + CAPABILITIES;
    }

    private static String[] commands(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> CREATE + number + (number == 0 ? CAPABILITIES : ""))
                .toArray(String[]::new);
    }

    private static String[] many(int count, String text) {
        return Stream.generate(() -> text).limit(count).toArray(String[]::new);
    }

    private static String options(String... options) {
        return RawPush.packet(CREATE + "\0report-status push-options")
                + "0000"
                + Stream.of(options).map(RawPush::packet).collect(Collectors.joining())
                + "0000";
    }

    private static Arguments head(String what, String... commands) {
        return Arguments.of(what, RawPush.of(new byte[0], commands));
    }

    private static Arguments text(String what, String text) {
        return Arguments.of(what, RawPush.ofText(text));
    }
}
