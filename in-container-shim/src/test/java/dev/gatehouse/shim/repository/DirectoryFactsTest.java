package dev.gatehouse.shim.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryFactsTest {
    private static final String CONFIG = "[remote \"origin\"]\nurl = https://forge.test/o/r\n";

    @TempDir private Path directory;
    private Path git;

    @BeforeEach
    void makesARepository() throws IOException {
        git = Files.createDirectories(directory.resolve("work/.git"));
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/dev/x\n");
        Files.writeString(git.resolve("config"), CONFIG);
    }

    private @Nullable DirectoryFacts look(String place, String gitDir) {
        return DirectoryFacts.of(directory.resolve(place), Map.of("GIT_DIR", gitDir));
    }

    private DirectoryFacts facts(String place, String gitDir) {
        return Objects.requireNonNull(look(place, gitDir));
    }

    private static final DirectoryFacts KNOWN =
            new DirectoryFacts("dev/x", Map.of("origin", "https://forge.test/o/r"));

    @Test
    void looksFromADirectoryUpwards() throws IOException {
        Files.createDirectories(directory.resolve("work/a/b"));

        assertThat(facts("work", "")).isEqualTo(KNOWN);
        assertThat(facts("work/a/b", "")).isEqualTo(KNOWN);
    }

    @Test
    void knowsNothingOutsideARepository() {
        assertThat(look(".", "")).isNull();
    }

    @Test
    void looksWhereItIsToldTo() {
        assertThat(facts(".", "work/.git")).isEqualTo(KNOWN);
        assertThat(facts(".", git.toString())).isEqualTo(KNOWN);
        assertThat(look("work", "elsewhere"))
                .as("as git does, which does not look further then")
                .isNull();
    }

    @Test
    void understandsAWorktree() throws IOException {
        Path own = Files.createDirectories(git.resolve("worktrees/w"));
        Files.writeString(own.resolve("HEAD"), "ref: refs/heads/other\n");
        Files.writeString(own.resolve("commondir"), "../..\n");
        Path worktree = Files.createDirectory(directory.resolve("w"));
        Files.writeString(worktree.resolve(".git"), "gitdir: " + own + "\n");

        assertThat(facts("w", "")).isEqualTo(new DirectoryFacts("other", KNOWN.remotes()));
    }

    @Test
    void understandsASubmodule() throws IOException {
        Path own = Files.createDirectories(git.resolve("modules/m"));
        Files.writeString(own.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.writeString(own.resolve("config"), "[remote \"origin\"]\nurl = ../m.git\n");
        Path module = Files.createDirectory(directory.resolve("work/m"));
        Files.writeString(module.resolve(".git"), "gitdir: ../.git/modules/m\n");

        assertThat(facts("work/m", ""))
                .isEqualTo(new DirectoryFacts("main", Map.of("origin", "../m.git")));
    }

    @Test
    void hasNoBranchOnADetachedHead() throws IOException {
        Files.writeString(git.resolve("HEAD"), "0123456789012345678901234567890123456789\n");

        assertThat(facts("work", "").branch()).isNull();
    }

    @Test
    void hasNoBranchWhereReferencesAreInATable() throws IOException {
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/.invalid\n");

        assertThat(facts("work", "").branch()).isNull();
    }

    @Test
    void leavesOutWhatCannotBeRead() throws IOException {
        Files.write(git.resolve("HEAD"), new byte[] {'r', 'e', 'f', (byte) 0xff});
        Files.write(git.resolve("config"), new byte[(1 << 20) + 1]);

        assertThat(facts("work", "")).isEqualTo(new DirectoryFacts(null, Map.of()));
    }

    @Test
    void isNotLedAstrayByAFileThatLinksNowhere() throws IOException {
        Path module = Files.createDirectory(directory.resolve("work/m"));
        Files.writeString(module.resolve(".git"), "nonsense");

        assertThat(facts("work/m", "")).isEqualTo(KNOWN);
    }
}
