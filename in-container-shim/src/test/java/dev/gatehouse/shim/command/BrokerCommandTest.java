package dev.gatehouse.shim.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.protocol.CommandFrame;
import dev.gatehouse.shim.TestingBroker;
import dev.gatehouse.shim.TestingForge;
import dev.gatehouse.shim.TestingFrames;
import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.JsonReader;
import dev.gatehouse.shim.json.NotJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerCommandTest {
    @TempDir private Path directory;

    private static TestingFrames frames() {
        return new TestingFrames();
    }

    private static Json body(TestingBroker broker, int request) throws NotJson {
        return JsonReader.read(
                broker.received().get(request).body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void printsWhatTheBrokerSaysAndEndsAsItSays() throws Exception {
        try (TestingBroker broker =
                TestingBroker.scripted(
                        frames().with(CommandFrame.OUTPUT, "#1 Größe\n")
                                .with(CommandFrame.ERROR, "one more\n")
                                .with(CommandFrame.OUTPUT, "#2\n")
                                .exit(7))) {
            TestingForge.Ended ended =
                    TestingForge.run(broker.socket(), "issue", "list", "--state", "open");

            assertThat(ended).isEqualTo(new TestingForge.Ended(7, "#1 Größe\n#2\n", "one more\n"));
            assertThat(broker.received().getFirst().requestLine())
                    .isEqualTo("POST /-/broker/v1/command HTTP/1.1");
            assertThat(body(broker, 0).get("arguments").items())
                    .extracting(Json::asText)
                    .containsExactly("issue", "list", "--state", "open");
            assertThat(body(broker, 0).get("terminal").get("colour").asText()).isEqualTo("false");
            assertThat(body(broker, 0).get("inputs")).isEqualTo(Json.Literal.NULL);
        }
    }

    @Test
    void postsGhAsItWasCalled() throws Exception {
        try (TestingBroker broker = TestingBroker.scripted(frames().exit(0))) {
            TestingForge.run(broker.socket(), "gh", "pr", "list");

            assertThat(body(broker, 0).get("arguments").items())
                    .extracting(Json::asText)
                    .containsExactly("gh", "pr", "list");
        }
    }

    @Test
    void callsTheApiAsGh() throws Exception {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"))) {
            TestingForge.run(broker.socket(), "gh", "api", "user");

            assertThat(broker.received().getFirst().requestLine())
                    .isEqualTo("GET /api/v1/user HTTP/1.1");
        }
    }

    @Test
    void saysWhoItIsAsGh() throws Exception {
        try (TestingBroker broker =
                TestingBroker.answering(TestingBroker.ok("{\"account\":\"dev-bot\"}"))) {
            assertThat(TestingForge.run(broker.socket(), "gh", "auth", "status").output())
                    .contains("account:    dev-bot");
        }
    }

    @Test
    void sendsTheTextsThatAreWanted() throws Exception {
        Path notes = Files.writeString(directory.resolve("notes.md"), "Größe\n\"x\"");
        String wanted = "[\"" + notes + "\",\"-\"]";
        try (TestingBroker broker =
                TestingBroker.scripted(
                        frames().with(CommandFrame.WANTED, wanted).script(), frames().exit(0))) {
            TestingForge.Ended ended =
                    TestingForge.runWithInput(
                            broker.socket(), "piped", "issue", "create", "-F" + notes);

            assertThat(ended.status()).as(ended.errors()).isZero();
            Json inputs = body(broker, 1).get("inputs");
            assertThat(inputs.get(notes.toString()).asText()).isEqualTo("Größe\n\"x\"");
            assertThat(inputs.get("-").asText()).isEqualTo("piped");
            assertThat(body(broker, 1).get("arguments"))
                    .isEqualTo(body(broker, 0).get("arguments"));
        }
    }

    @Test
    void sendsTextsOnlyOnce() throws Exception {
        TestingBroker.Script wanted = frames().with(CommandFrame.WANTED, "[\"-\"]").script();
        try (TestingBroker broker = TestingBroker.scripted(wanted, wanted)) {
            TestingForge.Ended ended = TestingForge.run(broker.socket(), "issue", "create");

            assertThat(ended.status()).isEqualTo(4);
            assertThat(ended.errors()).contains("wants files a second time");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "[1]", "[\"\"]", "[\"-\",null]", "\"-\""})
    void sendsNothingForWhatNamesNoFiles(String wanted) throws Exception {
        try (TestingBroker broker =
                TestingBroker.scripted(frames().with(CommandFrame.WANTED, wanted).script())) {
            assertThat(TestingForge.run(broker.socket(), "issue").status()).isEqualTo(4);
            assertThat(broker.received()).hasSize(1);
        }
    }

    @Test
    void sendsNoFileThatItWasNotGiven() throws Exception {
        try (TestingBroker broker =
                TestingBroker.scripted(
                        frames().with(CommandFrame.WANTED, "[\"/etc/hostname\"]").script())) {
            TestingForge.Ended ended = TestingForge.run(broker.socket(), "issue", "create");

            assertThat(ended.status()).isEqualTo(4);
            assertThat(ended.errors()).contains("asks for a file that was not given");
            assertThat(broker.received()).hasSize(1);
        }
    }

    @Test
    void sendsNoTextThatIsNoneOrTooLarge() throws Exception {
        Path latin = Files.write(directory.resolve("latin"), new byte[] {(byte) 0xe4});
        Path large = Files.write(directory.resolve("large"), new byte[(1 << 20) + 1]);
        for (Path file : new Path[] {latin, large, directory.resolve("none"), directory}) {
            try (TestingBroker broker =
                    TestingBroker.scripted(
                            frames().with(CommandFrame.WANTED, "[\"" + file + "\"]").script())) {
                TestingForge.Ended ended =
                        TestingForge.run(broker.socket(), "issue", file.toString());

                assertThat(ended.status()).isEqualTo(2);
                assertThat(ended.errors()).contains("'" + file + "'").hasLineCount(1);
            }
        }
    }

    @Test
    void reportsARefusalAsEveryOtherCallDoes() throws IOException {
        String refusal =
                TestingBroker.json(
                        "403 Forbidden",
                        "{\"title\":\"No grant\",\"rule\":\"r\",\"remedy\":\"ask\"}",
                        "Gatehouse-Refusal: not-granted\n");
        try (TestingBroker broker = TestingBroker.answering(refusal)) {
            assertThat(TestingForge.run(broker.socket(), "issue", "list"))
                    .isEqualTo(
                            new TestingForge.Ended(
                                    3,
                                    "",
                                    """
                                    forge: refused (not-granted): No grant
                                      rule: r
                                      remedy: ask
                                    """));
        }
    }

    @Test
    void takesNoOtherAnswerForOneToACommand() throws IOException {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"))) {
            TestingForge.Ended ended = TestingForge.run(broker.socket(), "issue", "list");

            assertThat(ended.status()).isEqualTo(4);
            assertThat(ended.output()).isEmpty();
        }
    }

    @Test
    void saysThatABrokenAnswerMayHaveHadItsEffect() throws IOException {
        try (TestingBroker broker =
                TestingBroker.scripted(frames().with(CommandFrame.OUTPUT, "half").script())) {
            TestingForge.Ended ended = TestingForge.run(broker.socket(), "issue", "create");

            assertThat(ended.status()).isEqualTo(4);
            assertThat(ended.output()).isEqualTo("half");
            assertThat(ended.errors()).contains("broke off").contains("may have had its effect");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "256", "0000", "1\n"})
    void refusesAnExitStatusThatIsNone(String status) throws IOException {
        try (TestingBroker broker =
                TestingBroker.scripted(frames().with(CommandFrame.EXIT, status).script())) {
            assertThat(TestingForge.run(broker.socket(), "issue").status()).isEqualTo(4);
        }
    }

    private static String step(String kind, Object file) {
        return "{\"" + kind + "\":{\"path\":\"/attachments/u\",\"file\":\"" + file + "\"}}";
    }

    @Test
    void uploadsAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("x.zip"), "zipped");
        try (TestingBroker broker =
                TestingBroker.scripted(
                        frames().with(CommandFrame.STEP, step("upload", file))
                                .with(CommandFrame.OUTPUT, "done\n")
                                .exit(0),
                        TestingBroker.raw(TestingBroker.ok("{\"id\":1}")))) {
            TestingForge.Ended ended =
                    TestingForge.run(broker.socket(), "release", "upload", file.toString());

            assertThat(ended).isEqualTo(new TestingForge.Ended(0, "done\n", ""));
            TestingBroker.Received upload = broker.received().get(1);
            assertThat(upload.requestLine()).isEqualTo("POST /attachments/u HTTP/1.1");
            assertThat(upload.body())
                    .contains("name=\"attachment\"; filename=\"x.zip\"")
                    .contains("\r\n\r\nzipped\r\n");
        }
    }

    @Test
    void endsWithTheStepThatWentWrong() throws IOException {
        Path file = Files.writeString(directory.resolve("x.zip"), "zipped");
        String refusal = TestingBroker.json("429 Too Many", "{}", "Gatehouse-Refusal: limit\n");
        try (TestingBroker broker =
                TestingBroker.scripted(
                        frames().with(CommandFrame.STEP, step("upload", file))
                                .with(CommandFrame.OUTPUT, "done\n")
                                .exit(0),
                        TestingBroker.raw(refusal))) {
            TestingForge.Ended ended = TestingForge.run(broker.socket(), "x", file.toString());

            assertThat(ended.status()).isEqualTo(6);
            assertThat(ended.output()).isEmpty();
        }
    }

    @Test
    void leavesNothingOfADownloadThatIsRefused() throws IOException {
        Path file = directory.resolve("x.zip");
        try (TestingBroker broker =
                TestingBroker.scripted(
                        frames().with(CommandFrame.STEP, step("download", file)).exit(0),
                        TestingBroker.raw(TestingBroker.json("404 Not Found", "{}", "")))) {
            TestingForge.Ended ended =
                    TestingForge.run(broker.socket(), "release", "download", "-O" + file);

            assertThat(ended.status()).isEqualTo(1);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void keepsADownloadUnderItsName() throws IOException {
        Path file = directory.resolve("x.zip");
        try (TestingBroker broker =
                TestingBroker.scripted(
                        frames().with(CommandFrame.STEP, step("download", file))
                                .with(CommandFrame.OUTPUT, "done\n")
                                .exit(0),
                        TestingBroker.raw(TestingBroker.ok("zipped")))) {
            TestingForge.Ended ended =
                    TestingForge.run(broker.socket(), "release", "download", "-O" + file);

            assertThat(ended).isEqualTo(new TestingForge.Ended(0, "done\n", ""));
            assertThat(file).hasContent("zipped");
            assertThat(directory.toFile().list()).hasSize(1);
            assertThat(broker.received().get(1).requestLine())
                    .isEqualTo("GET /attachments/u HTTP/1.1");
        }
    }

    @Test
    void leavesNothingOfADownloadThatBreaksOff() throws IOException {
        Path file = directory.resolve("x.zip");
        try (TestingBroker broker =
                TestingBroker.scripted(
                        frames().with(CommandFrame.STEP, step("download", file)).exit(0),
                        TestingBroker.raw("HTTP/1.1 200 OK\nContent-Length: 9\n\nzip"))) {
            assertThat(TestingForge.run(broker.socket(), "x", file.toString()).status())
                    .isEqualTo(4);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void overwritesNothing() throws IOException {
        Path file = Files.writeString(directory.resolve("x.zip"), "mine");
        try (TestingBroker broker =
                TestingBroker.scripted(
                        frames().with(CommandFrame.STEP, step("download", file)).exit(0))) {
            TestingForge.Ended ended = TestingForge.run(broker.socket(), "x", file.toString());

            assertThat(ended.status()).isEqualTo(2);
            assertThat(ended.errors()).contains("is there already");
            assertThat(file).hasContent("mine");
            assertThat(broker.received()).as("nothing was asked for").hasSize(1);
        }
    }

    @Test
    void printsADownloadWhereThatIsWanted() throws IOException {
        try (TestingBroker broker =
                TestingBroker.scripted(
                        frames().with(CommandFrame.STEP, step("download", "-")).exit(0),
                        TestingBroker.raw(TestingBroker.ok("log")))) {
            assertThat(TestingForge.run(broker.socket(), "actions", "logs").output())
                    .isEqualTo("log");
        }
    }
}
