package dev.gatehouse.shim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.protocol.CommandFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a command of the broker's does to the process: its streams, its children, its directory.
@Timeout(60)
class StepIT {
    @TempDir private Path directory;

    private TestingProcess forge(TestingBroker broker, String... arguments) {
        return TestingProcess.of(MainIT.classes(), broker.socket(), arguments)
                .with("PATH", directory + ":/usr/bin:/bin");
    }

    private void git(String script) throws IOException {
        Path git = Files.writeString(directory.resolve("git"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(git, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static TestingFrames fetch() {
        return new TestingFrames()
                .with(CommandFrame.OUTPUT, "before\n")
                .with(CommandFrame.STEP, "{\"git\":[\"fetch\",\"origin\",\"a b\",\"--\"]}")
                .with(CommandFrame.OUTPUT, "after\n");
    }

    @Test
    void runsGitInBetweenWithTheStreamsOfItsOwn() throws Exception {
        git("printf '[%s]' \"$@\"; cat; echo told >&2");
        try (TestingBroker broker = TestingBroker.scripted(fetch().exit(0))) {
            TestingForge.Ended ended = forge(broker, "pr", "checkout").withInput(" typed\n").run();

            assertThat(ended)
                    .isEqualTo(
                            new TestingForge.Ended(
                                    0,
                                    "before\n[fetch][origin][a b][--] typed\nafter\n",
                                    "told\n"));
        }
    }

    @Test
    void endsAsAGitThatWentWrong() throws Exception {
        git("exit 128");
        try (TestingBroker broker = TestingBroker.scripted(fetch().exit(0))) {
            assertThat(forge(broker, "pr", "checkout").run())
                    .isEqualTo(new TestingForge.Ended(128, "before\n", ""));
        }
    }

    @Test
    void saysWhichRepositoryItIsIn() throws Exception {
        Path git = Files.createDirectory(directory.resolve("repository.git"));
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/dev/x\n");
        Files.writeString(git.resolve("config"), "[remote \"origin\"]\nurl = https://f.test/o/r\n");
        try (TestingBroker broker = TestingBroker.scripted(new TestingFrames().exit(0))) {
            forge(broker, "issue", "list").with("GIT_DIR", git.toString()).run();

            assertThat(broker.received().getFirst().body())
                    .contains(
                            "\"directory\":{\"branch\":\"dev/x\","
                                    + "\"remotes\":{\"origin\":\"https://f.test/o/r\"}}");
        }
    }

    @Test
    void endsQuietlyWhereNobodyReadsOn() throws Exception {
        String text = "x".repeat(CommandFrame.MOST_BYTES - 1) + "\n";
        byte[] frame = new TestingFrames().with(CommandFrame.OUTPUT, text).bytes();
        TestingBroker.Script endless =
                agent -> {
                    agent.write(
                            "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.gatehouse.command\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    for (int i = 0; i < 50; i++) {
                        agent.write(frame);
                    }
                };
        try (TestingBroker broker = TestingBroker.scripted(endless)) {
            TestingProcess forge = forge(broker, "issue", "list").start();
            forge.closeOutput();

            TestingForge.Ended ended = forge.await();

            assertThat(ended.status()).isEqualTo(Forge.OUTPUT_CLOSED_STATUS);
            assertThat(ended.errors()).isEmpty();
        }
    }
}
