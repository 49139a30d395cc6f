package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The git command against the demo forge.
final class GitIT {
    private final Path directory;
    private final DemoForge forge;

    GitIT(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.forge = DemoForge.start(directory.resolve("forge"));
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    @Test
    void clonesAndPushesAsAWriter() throws Exception {
        Path clone = cloneAs("dev-bot", "charles/claude-hooks");
        assertThat(clone.resolve("README.md")).hasContent("# claude-hooks\n");
        var pushed = commitAndPush(clone, "HEAD:refs/heads/dev/x");
        assertThat(pushed.exit()).as(pushed.text()).isZero();
        ForgeClient dev = ForgeClient.with(forge.url(), forge.token("dev-bot"));
        assertThat(
                        dev.get("api/v1/repos/charles/claude-hooks/branches/dev/x")
                                .json()
                                .at("/commit/id")
                                .asString())
                .isEqualTo(GitCommand.run(clone, "rev-parse", "HEAD").text().strip());
    }

    @Test
    void movesAnOpenPullRequestWithItsBranch() throws Exception {
        Path clone = cloneAs("dev-bot", "charles/claude-hooks");
        GitCommand.run(clone, "checkout", "--quiet", "dev/time-limit");
        commitAndPush(clone, "HEAD:refs/heads/dev/time-limit");
        ForgeClient dev = ForgeClient.with(forge.url(), forge.token("dev-bot"));
        String head = GitCommand.run(clone, "rev-parse", "HEAD").text().strip();
        assertThat(
                        dev.get("api/v1/repos/charles/claude-hooks/pulls/3")
                                .json()
                                .at("/head/sha")
                                .asString())
                .isEqualTo(head);
        assertThat(GitCommand.run(clone, "ls-remote", "origin", "refs/pull/3/head").text())
                .contains(head);
    }

    @Test
    void refusesAReadersPushInTheHook() throws Exception {
        Path clone = cloneAs("mallory", "charles/lib-parser");
        var pushed = commitAndPush(clone, "HEAD:refs/heads/x");
        assertThat(pushed.exit()).isNotZero();
        assertThat(pushed.text()).contains("is not allowed to push to branch 'x'");
    }

    @Test
    void refusesAPushToPullRefs() throws Exception {
        Path clone = cloneAs("dev-bot", "charles/claude-hooks");
        var pushed = commitAndPush(clone, "HEAD:refs/pull/3/head");
        assertThat(pushed.exit()).isNotZero();
        assertThat(pushed.text()).contains("deny updating a hidden ref");
    }

    @Test
    void publishesARepositoryWhenItsOwnerPushesWithThatOption() throws Exception {
        Path bots = cloneAs("dev-bot", "charles/secret-plans");
        commitAndPush(bots, "HEAD:refs/heads/a", "-o", "repo.private=false");
        assertThat(forge.isPrivate("charles", "secret-plans"))
                .as("a mere writer's option does nothing")
                .isTrue();
        Path owners = cloneAs("charles", "charles/secret-plans");
        commitAndPush(owners, "HEAD:refs/heads/b", "-o", "repo.private=false");
        assertThat(forge.isPrivate("charles", "secret-plans")).isFalse();
    }

    @Test
    void letsGitFollowARename() throws Exception {
        forge.renameRepository("charles", "lib-parser", "lib-lexer");
        Path clone = cloneAs("dev-bot", "charles/lib-parser");
        assertThat(clone.resolve("README.md")).exists();
    }

    @Test
    void takesALargePushInChunks() throws Exception {
        Path clone = cloneAs("dev-bot", "charles/claude-hooks");
        var noise = new byte[8 * 1024 * 1024];
        new Random(1).nextBytes(noise);
        Files.write(clone.resolve("noise"), noise);
        var pushed = commitAndPush(clone, "HEAD:refs/heads/dev/noise");
        assertThat(pushed.exit()).as(pushed.text()).isZero();
        assertThat(forge.requests().getLast().header("Transfer-Encoding")).contains("chunked");
    }

    private Path cloneAs(String user, String repository) throws Exception {
        String url =
                forge.url().toString().replace("//", "//x:" + forge.token(user) + "@") + repository;
        Path clone = Files.createTempDirectory(directory, "clone");
        var cloned = GitCommand.run(clone, "clone", "--quiet", url, ".");
        assertThat(cloned.exit()).as(cloned.text()).isZero();
        return clone;
    }

    private GitCommand.Output commitAndPush(Path clone, String refspec, String... options)
            throws Exception {
        Files.writeString(clone.resolve("new.txt"), "new\n");
        GitCommand.run(clone, "add", ".");
        GitCommand.run(
                clone, "-c", "user.name=a", "-c", "user.email=a@demo.test", "commit", "-m", "New");
        return GitCommand.run(
                clone,
                Stream.of(
                                Stream.of("push", "--quiet"),
                                Stream.of(options),
                                Stream.of("origin", refspec))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }
}
