package dev.gatehouse.broker.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gatehouse.broker.credential.source.EffectiveUser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A small file system of a test's own. Where this user cannot mount one, the test is skipped.
record Mounted(Path at) implements AutoCloseable {
    private static final int BLOCK_BYTES = 4096;

    static Mounted memory(Path at, String options) throws IOException, InterruptedException {
        return mount(at, "-t", "tmpfs", "-o", "mode=0700," + options, "tmpfs");
    }

    /// On a disk of its own, which can be made to fail.
    static Mounted disk(Path at, Path image) throws IOException, InterruptedException {
        assumeThat(Files.isExecutable(Path.of("/usr/sbin/mkfs.ext4")))
                .as("mkfs.ext4 is not installed, so no disk can be made to fail")
                .isTrue();
        run("truncate", "-s", "16M", image.toString());
        run("/usr/sbin/mkfs.ext4", "-q", "-F", image.toString());
        return mount(at, "-t", "ext4", "-o", "loop", image.toString());
    }

    private static Mounted mount(Path at, String... arguments)
            throws IOException, InterruptedException {
        assumeThat(EffectiveUser.uid())
                .as("mounting a file system takes root, so a full disk cannot be tried")
                .isZero();
        Files.createDirectories(at);
        String[] command = new String[arguments.length + 2];
        command[0] = "mount";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        command[command.length - 1] = at.toString();
        Ended ended = end(command);
        assumeThat(ended.status()).as("mounting is not possible here: " + ended.output()).isZero();
        return new Mounted(at);
    }

    /// Takes all that is left of it, to the last block.
    Path fill() throws IOException {
        Path filler = at.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[BLOCK_BYTES]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        return filler;
    }

    /// What the kernel does when the disk below no longer works: nothing is written any more, not
    /// even by those who hold files open for it.
    void breakDisk() throws IOException, InterruptedException {
        run("mount", "-o", "remount,abort", at.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Ended ended = end(command);
        assertThat(ended.status()).as(String.join(" ", command) + ": " + ended.output()).isZero();
    }

    private record Ended(int status, String output) {}

    private static Ended end(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", at.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
