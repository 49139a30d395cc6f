package dev.gatehouse.shim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// git-lfs as it is installed, with nothing configured but what `forge git-config` prints.
@Timeout(120)
abstract class LfsContract {
    private static final String HOOKS = TestingWorkplace.FORGE_URL + "charles/claude-hooks";
    private static final String REFUSAL =
            TestingBroker.json(
                    "403 Forbidden",
                    "{\"detail\":\"dev may not write\",\"remedy\":\"ask the operator\"}",
                    "Gatehouse-Refusal: not-granted\nConnection: close\n");

    @TempDir Path directory;
    private DemoForge forge;
    private TestingGitBroker broker;
    private TestingWorkplace workplace;

    /// The program and its first arguments.
    abstract List<String> command();

    @BeforeEach
    void start() throws Exception {
        forge = DemoForge.start(directory.resolve("forge"));
        broker = new TestingGitBroker(directory.resolve("forge.sock"), forge, "dev-bot");
        workplace = new TestingWorkplace(directory, command(), broker.socket());
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        forge.close();
    }

    private Path clonedWithObjects() throws Exception {
        workplace.gitOk(directory, "clone", "--quiet", HOOKS, "clone");
        Path clone = directory.resolve("clone");
        Files.writeString(
                clone.resolve(".gitattributes"), "*.bin filter=lfs diff=lfs merge=lfs -text\n");
        byte[] noise = new byte[3 * 1024 * 1024];
        new Random(1).nextBytes(noise);
        Files.write(clone.resolve("large.bin"), noise);
        Files.write(clone.resolve("empty.bin"), new byte[0]);
        Files.writeString(clone.resolve("small.bin"), "small");
        workplace.gitOk(clone, "add", ".");
        workplace.gitOk(clone, "commit", "--quiet", "-m", "Add objects");
        return clone;
    }

    private static TestingForge.Ended push(TestingWorkplace workplace, Path clone)
            throws Exception {
        return workplace.git(clone, "push", "origin", "HEAD:refs/heads/dev/lfs");
    }

    @Test
    void pushesAndClonesObjects() throws Exception {
        Path clone = clonedWithObjects();

        TestingForge.Ended pushed = push(workplace, clone);

        assertThat(pushed.status()).as(pushed.output()).isZero();
        assertThat(broker.lfs().objects()).hasSize(2);
        workplace.gitOk(directory, "clone", "-q", "--branch=dev/lfs", HOOKS, "again");
        assertThat(directory.resolve("again/large.bin"))
                .hasBinaryContent(Files.readAllBytes(clone.resolve("large.bin")));
        assertThat(directory.resolve("again/small.bin")).hasContent("small");
        assertThat(broker.lfs().bodies().toString())
                .as("what git-lfs says of no branch while cloning is no ref")
                .doesNotContain("\"refs/heads/\"");
    }

    @Test
    void movesTheObjectsOfManyBranchesInOneCommand() throws Exception {
        Path clone = clonedWithObjects();
        workplace.gitOk(clone, "checkout", "--quiet", "-b", "two");
        Files.writeString(clone.resolve("two.bin"), "two");
        workplace.gitOk(clone, "add", ".");
        workplace.gitOk(clone, "commit", "--quiet", "-m", "Add another");

        workplace.gitOk(clone, "push", "origin", "HEAD~1:refs/heads/dev/1", "two:refs/heads/dev/2");
        assertThat(broker.lfs().objects()).hasSize(3);
        broker.lfs().objects().clear();
        workplace.gitOk(clone, "lfs", "push", "--all", "origin", "two");
        assertThat(broker.lfs().objects()).hasSize(3);

        workplace.gitOk(directory, "clone", "-q", HOOKS, "again");
        Path again = directory.resolve("again");
        workplace.gitOk(again, "lfs", "fetch", "--all");
        workplace.gitOk(again, "lfs", "fetch", "origin", "origin/dev/1", "origin/dev/2");
        workplace.gitOk(again, "checkout", "--quiet", "dev/2");
        workplace.gitOk(again, "lfs", "pull");
        assertThat(again.resolve("two.bin")).hasContent("two");
    }

    @Test
    void saysWhyAPushOfObjectsWasRefused() throws Exception {
        Path clone = clonedWithObjects();
        broker.answer("/info/lfs/objects/batch", REFUSAL);

        TestingForge.Ended pushed = push(workplace, clone);

        assertThat(pushed.status()).isNotZero();
        assertThat(pushed.output())
                .contains("gatehouse: dev may not write; remedy: ask the operator");
    }

    @Test
    void saysWhyOneObjectWasRefused() throws Exception {
        Path clone = clonedWithObjects();
        broker.answer("PUT /charles/claude-hooks.git/info/lfs/objects/", REFUSAL);

        TestingForge.Ended pushed = push(workplace, clone);

        assertThat(pushed.status()).isNotZero();
        assertThat(pushed.output()).contains("gatehouse: dev may not write");
    }

    @Test
    void saysWhichObjectTheForgeDoesNotHave() throws Exception {
        Path clone = clonedWithObjects();
        push(workplace, clone);
        broker.lfs().objects().clear();

        TestingForge.Ended cloned =
                workplace.git(directory, "clone", "-q", "--branch=dev/lfs", HOOKS, "again");

        assertThat(cloned.status()).isNotZero();
        assertThat(cloned.output()).contains("Not found");
    }

    @Test
    void locksShowsAndUnlocks() throws Exception {
        Path clone = clonedWithObjects();
        push(workplace, clone);

        assertThat(workplace.gitOk(clone, "lfs", "lock", "small.bin")).contains("Locked small.bin");
        assertThat(workplace.gitOk(clone, "lfs", "locks"))
                .contains("small.bin")
                .contains("reviewer");
        assertThat(workplace.gitOk(clone, "lfs", "locks", "--verify")).doesNotContain("O small");
        assertThat(workplace.git(clone, "lfs", "lock", "large.bin").output())
                .contains("already locked");
        assertThat(workplace.gitOk(clone, "lfs", "unlock", "--id=7")).contains("Unlocked");
        assertThat(workplace.gitOk(clone, "lfs", "locks")).isEmpty();
    }

    @Test
    void worksByHandOnStandardInputAndOutput() throws Exception {
        String asked = "000eversion 1\n0000" + "0009quit\n0000";
        Process ssh =
                workplace
                        .builder(
                                directory,
                                Map.of(),
                                "/usr/bin/env",
                                "forge",
                                "ssh",
                                "any",
                                "git-lfs-transfer 'charles/claude-hooks.git' download")
                        .start();
        try (var input = ssh.getOutputStream()) {
            input.write(asked.getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "000eversion=1\n000clocking\n0000"
                                + "000fstatus 200\n0000"
                                + "000fstatus 200\n0000");
        assertThat(ssh.waitFor()).isZero();
    }
}
