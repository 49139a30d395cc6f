package dev.gatehouse.broker.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.git.ObjectFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GitIT {
    private static final Deadline FAR = Deadline.in(Duration.ofMinutes(1), "a test");

    @TempDir Path directory;

    /// A program that is found as git.
    private Git stand(String script) throws IOException {
        Path git = directory.resolve("bin").resolve("git");
        Files.createDirectories(directory.resolve("bin"));
        Files.writeString(git, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(git, PosixFilePermissions.fromString("rwx------"));
        return new Git(directory.resolve("bin") + ":/usr/bin:/bin", 1L << 30);
    }

    private Repository repository() throws IOException {
        return Repository.create(directory.resolve("r.git"), ObjectFormat.SHA1);
    }

    private static List<String> lines(GitProcess git) throws IOException, GitFailed, Unresolved {
        try (git;
                BufferedReader lines = git.lines()) {
            List<String> printed = lines.lines().toList();
            git.succeed();
            return printed;
        }
    }

    @Test
    void inheritsNothingOfTheBrokersEnvironment() throws IOException, GitFailed, Unresolved {
        List<String> printed = lines(stand("exec env").start(repository(), FAR, "status"));

        assertThat(printed)
                .as("the broker's own may hold anything")
                .extracting(line -> line.replaceFirst("=.*", ""))
                .containsExactlyInAnyOrder(
                        "PATH",
                        "PWD",
                        "LC_ALL",
                        "HOME",
                        "GIT_DIR",
                        "GIT_CONFIG_NOSYSTEM",
                        "GIT_CONFIG_SYSTEM",
                        "GIT_CONFIG_GLOBAL",
                        "GIT_ATTR_NOSYSTEM",
                        "GIT_GRAFT_FILE",
                        "GIT_NO_REPLACE_OBJECTS",
                        "GIT_NO_LAZY_FETCH",
                        "GIT_ALLOW_PROTOCOL",
                        "GIT_TERMINAL_PROMPT");
        assertThat(printed).contains("GIT_NO_REPLACE_OBJECTS=1", "GIT_ALLOW_PROTOCOL=none");
    }

    @Test
    void readsNoConfigurationButItsOwn() throws IOException, GitFailed, Unresolved {
        Git git = new Git(System.getenv("PATH"), 1L << 30);

        assertThat(lines(git.start(repository(), FAR, "config", "--list", "--show-scope")))
                .as("the command line and the repository that the broker wrote")
                .isNotEmpty()
                .allMatch(line -> line.matches("(command|local)\t.*"));
    }

    @Test
    void limitsItsMemory() throws IOException, GitFailed, Unresolved {
        assertThat(lines(stand("ulimit -v").start(repository(), FAR, "x")))
                .containsExactly("1048576");
    }

    @Test
    void killsItWithItsChildrenWhenItsTimeIsUp() throws IOException {
        long begin = System.nanoTime();
        Deadline soon = Deadline.in(Duration.ofMillis(300), "a test");
        try (GitProcess git = stand("sleep 30 & echo $!; wait").start(repository(), soon, "x");
                BufferedReader lines = git.lines()) {
            long child = Long.parseLong(String.valueOf(lines.readLine()));

            assertThat(lines.readLine()).as("its output ends").isNull();
            ProcessHandle.of(child).ifPresent(sleep -> sleep.onExit().join());
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("neither has slept to its end")
                    .isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void readsOnWhatItComplainsOfAndKeepsALittle() throws IOException, Unresolved {
        try (GitProcess git =
                stand("yes complaint | head -c 1000000 >&2; exit 3")
                        .start(repository(), FAR, "x")) {
            assertThat(git.exitCode()).isEqualTo(3);
            assertThat(git.failed(3))
                    .as("for the log")
                    .hasMessageStartingWith("git x exited with 3: complaint complaint")
                    .extracting(failure -> String.valueOf(failure.getMessage()).length())
                    .satisfies(length -> assertThat(length).isLessThan(3000));
        }
    }
}
