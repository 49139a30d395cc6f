package dev.gatehouse.shim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the `forge` process promises, in whatever form it is started.
@Timeout(120)
interface ForgeContract {
    int LARGE_ANSWER_BYTES = 300 * 1024 * 1024;

    /// The program and its first arguments.
    List<String> command();

    private TestingProcess forge(Path socket, String... arguments) {
        return TestingProcess.of(command(), socket, arguments);
    }

    @Test
    default void printsAnAnswer() throws Exception {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("[{\"id\":1}]"))) {
            TestingForge.Ended ended = forge(broker.socket(), "api", "repos/a/b/pulls").run();

            assertThat(ended).isEqualTo(new TestingForge.Ended(0, "[{\"id\":1}]", ""));
            assertThat(broker.received().getFirst().requestLine())
                    .isEqualTo("GET /api/v1/repos/a/b/pulls HTTP/1.1");
        }
    }

    @Test
    default void sendsTextOfAnyScriptWhereNoLocaleIsSet() throws Exception {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"))) {
            TestingForge.Ended ended =
                    forge(broker.socket(), "api", "p", "-f", "title=Größe 大 🙂").run();

            assertThat(ended.errors()).isEmpty();
            assertThat(broker.received().getFirst().body()).isEqualTo("{\"title\":\"Größe 大 🙂\"}");
        }
    }

    @Test
    default void readsStandardInput() throws Exception {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"))) {
            forge(broker.socket(), "api", "p", "--input", "-").withInput("{\"a\":1}").run();

            assertThat(broker.received().getFirst().body()).isEqualTo("{\"a\":1}");
        }
    }

    @Test
    default void endsAsARefusalSays() throws Exception {
        String refusal =
                TestingBroker.json(
                        "403 Forbidden",
                        "{\"title\":\"No grant\",\"remedy\":\"ask\"}",
                        "Gatehouse-Refusal: not-granted\n");
        try (TestingBroker broker = TestingBroker.answering(refusal)) {
            TestingForge.Ended ended = forge(broker.socket(), "api", "user").run();

            assertThat(ended.status()).isEqualTo(3);
            assertThat(ended.errors())
                    .isEqualTo("forge: refused (not-granted): No grant\n  remedy: ask\n");
        }
    }

    @Test
    default void saysWhoItIs() throws Exception {
        try (TestingBroker broker =
                TestingBroker.answering(TestingBroker.ok("{\"agent\":\"dev\"}"))) {
            assertThat(forge(broker.socket(), "whoami").run().output()).contains("agent:      dev");
        }
    }

    @Test
    default void waitsForABrokerThatRestarts(@TempDir Path directory) throws Exception {
        Path socket = directory.resolve("forge.sock");
        TestingProcess waiting = forge(socket, "api", "user").start();
        Thread.sleep(1_000);
        try (TestingBroker broker =
                TestingBroker.at(socket, TestingBroker.raw(TestingBroker.ok("{}")))) {
            TestingForge.Ended ended = waiting.await();

            assertThat(ended.status()).isZero();
            assertThat(ended.output()).isEqualTo("{}");
            assertThat(ended.errors())
                    .isEqualTo("forge: waiting for the broker at " + socket + " (up to 30 s)\n");
            assertThat(broker.received()).as("only connecting is tried again").hasSize(1);
        }
    }

    @Test
    default void givesUpWhereNoBrokerComes(@TempDir Path directory) throws Exception {
        TestingForge.Ended ended =
                forge(directory.resolve("none.sock"), "api", "user")
                        .with("GATEHOUSE_CONNECT_TIMEOUT", "1")
                        .run();

        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.errors()).contains("(up to 1 s)").contains("nothing was sent");
    }

    @Test
    default void streamsWhatDoesNotFitIntoMemory() throws Exception {
        try (TestingBroker broker = TestingBroker.scripted(ForgeContract::answerLarge)) {
            TestingForge.Ended ended =
                    forge(broker.socket(), "api", "p").withOutputTo(Path.of("/dev/null")).run();

            assertThat(ended.errors()).isEmpty();
            assertThat(ended.status()).isZero();
        }
    }

    private static void answerLarge(OutputStream agent) throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + LARGE_ANSWER_BYTES + "\r\n\r\n";
        agent.write(head.getBytes(StandardCharsets.UTF_8));
        byte[] block = new byte[1024 * 1024];
        for (int sent = 0; sent < LARGE_ANSWER_BYTES; sent += block.length) {
            agent.write(block);
        }
    }

    @Test
    default void endsQuietlyWhereNobodyReadsOn() throws Exception {
        try (TestingBroker broker = TestingBroker.scripted(ForgeContract::answerLarge)) {
            TestingProcess forge = forge(broker.socket(), "api", "p").start();
            forge.closeOutput();

            TestingForge.Ended ended = forge.await();

            assertThat(ended.status()).isEqualTo(Forge.OUTPUT_CLOSED_STATUS);
            assertThat(ended.errors()).isEmpty();
        }
    }

    @Test
    default void endsQuietlyWhenInterrupted(@TempDir Path directory) throws Exception {
        TestingProcess forge = forge(directory.resolve("none.sock"), "api", "user").start();
        forge.awaitErrors("waiting");
        new ProcessBuilder("kill", "-INT", Long.toString(forge.pid())).start().waitFor();

        TestingForge.Ended ended = forge.await();

        assertThat(ended.status()).isEqualTo(130);
        assertThat(ended.errors()).hasLineCount(1);
    }

    @Test
    default void relaysUntilItIsEnded() throws Exception {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"))) {
            TestingProcess forge =
                    forge(broker.socket(), "relay", "127.0.0.1:0=" + broker.socket()).start();
            forge.awaitErrors(" is ");
            String told = forge.errors();
            String port = told.replaceFirst("(?s).* 127\\.0\\.0\\.1:(\\d+) is .*", "$1");

            try (Socket program =
                    new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
                program.getOutputStream()
                        .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(
                                new String(
                                        program.getInputStream().readAllBytes(),
                                        StandardCharsets.UTF_8))
                        .endsWith("{}");
            }
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
                long asked = System.nanoTime();
                new ProcessBuilder("kill", "-TERM", Long.toString(forge.pid())).start().waitFor();
                TestingForge.Ended ended = forge.await();

                assertThat(ended.status()).as(ended.errors()).isEqualTo(143);
                assertThat(System.nanoTime() - asked)
                        .as("at once, also with a connection open")
                        .isLessThan(5_000_000_000L);
                assertThat(ended.errors())
                        .isEqualTo(
                                "forge: relay: 127.0.0.1:"
                                        + port
                                        + " is "
                                        + broker.socket()
                                        + "\n");
            }
        }
    }

    @Test
    default void reportsASocketThatMayNotBeOpened(@TempDir Path directory) throws Exception {
        Path socket = directory.resolve("forge.sock");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (TestingBroker _ = TestingBroker.at(socket)) {
            Files.setPosixFilePermissions(socket, Set.of());
            List<String> command = TestingProcess.asAnybody(command());
            TestingForge.Ended ended = TestingProcess.of(command, socket, "api", "user").run();

            assertThat(ended.errors()).contains("permission denied").doesNotContain("waiting");
            assertThat(ended.status()).isEqualTo(4);
        }
    }

    @Test
    default void showsNoStackTrace() throws Exception {
        TestingForge.Ended ended = forge(Path.of("/nowhere"), "api", "--frob").run();

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.errors()).hasLineCount(1).doesNotContain("Exception");
    }
}
