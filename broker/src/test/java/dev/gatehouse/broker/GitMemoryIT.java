package dev.gatehouse.broker;

import static dev.gatehouse.broker.Workplace.HOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.listener.AgentSockets;
import dev.gatehouse.demoforge.DemoForge;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How much memory a broker of its own takes while a large pack passes it, as it is packaged:
/// `-Dgatehouse.pack.mib=2048` for another size than 300 MiB. What its git processes take is
/// theirs, and has a limit of its own.
@Timeout(3600)
class GitMemoryIT {
    private static final int PACK_MIB = Integer.getInteger("gatehouse.pack.mib", 300);
    private static final int WARM_UP_MIB = 96;
    private static final int MOST_MIB = 32;

    /// Beside the pack: what a garbage-collected heap and its code still grow by after a warm-up.
    private static final int ALLOWANCE_MIB = 16;

    @TempDir Path directory;

    private DemoForge forge;
    private BrokerProcess broker;

    @BeforeEach
    void start() throws Exception {
        forge = DemoForge.start(directory.resolve("forge"));
        broker = BrokerProcess.start(directory, forge);
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        forge.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "checked"})
    void passesALargePackInLittleMemory(String agent, TestReporter reporter) throws Exception {
        Path socket = AgentSockets.path(directory.resolve("run"), new AgentName(agent));
        try (GitWorker worker = new GitWorker(socket, directory.resolve("home"))) {
            worker.done(".", "clone", "--quiet", worker.url(HOOKS), "clone");
            for (String setting :
                    new String[] {"core.compression=0", "core.bigFileThreshold=1m", "gc.auto=0"}) {
                String[] pair = setting.split("=", 2);
                worker.done("clone", "config", pair[0], pair[1]);
            }
            transfer(worker, "warm-up", WARM_UP_MIB);
            long before = broker.residentKib();

            long most = transfer(worker, "measured", PACK_MIB);

            long grownMib = (most - before) >> 10;
            reporter.publishEntry(
                    agent,
                    PACK_MIB
                            + " MiB: "
                            + (before >> 10)
                            + " MiB before, "
                            + (most >> 10)
                            + " MiB at most");
            assertThat(grownMib).as("MiB more").isLessThan(MOST_MIB + ALLOWANCE_MIB);
            assertThat(forge.refs("charles", "claude-hooks"))
                    .containsEntry("refs/heads/dev/measured", worker.head("clone"));
        }
    }

    /// Pushes and clones a blob of noise.
    ///
    /// @return the most that the broker took meanwhile, in KiB
    private long transfer(GitWorker worker, String name, int mebibytes) throws Exception {
        noise(worker.home().resolve("clone/" + name), mebibytes);
        worker.commit("clone", name + ".txt", "x\n");
        try (BrokerProcess.Watch watch = broker.watch()) {
            worker.done("clone", "push", "--quiet", "origin", "HEAD:refs/heads/dev/" + name);
            worker.done(
                    ".",
                    "clone",
                    "--quiet",
                    "--bare",
                    "--single-branch",
                    "--branch=dev/" + name,
                    worker.url(HOOKS),
                    name + ".git");
            return watch.mostKib();
        }
    }

    private static void noise(Path file, int mebibytes) throws IOException {
        Random random = new Random(mebibytes);
        byte[] piece = new byte[1 << 20];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int count = 0; count < mebibytes; count++) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
    }
}
