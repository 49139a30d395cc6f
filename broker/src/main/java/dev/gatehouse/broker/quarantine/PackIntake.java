package dev.gatehouse.broker.quarantine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Hands a pack to `git index-pack` as it comes. The file that git leaves is the pack as it was
/// received, byte for byte: git is told to complete none, and leftovers are noticed.
final class PackIntake extends OutputStream {
    private final Git git;
    private final Repository repository;
    private final long mostBytes;
    private final Deadline deadline;
    private final String tooLarge;
    private long bytes;
    private volatile boolean stopped;
    private volatile @Nullable GitProcess process;

    /// @param tooLarge what to say of more bytes, and what to do
    PackIntake(Git git, Repository repository, long mostBytes, Deadline deadline, String tooLarge) {
        this.git = git;
        this.repository = repository;
        this.mostBytes = mostBytes;
        this.deadline = deadline;
        this.tooLarge = tooLarge;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    /// Fails once git takes no more; [#finish] knows why.
    @Override
    public void write(byte[] chunk, int offset, int length) throws IOException {
        if (stopped) {
            throw new IOException("the pack is not taken any more");
        }
        if (length == 0) {
            return;
        }
        try {
            bytes += length;
            started().input().write(chunk, offset, length);
        } catch (IOException e) {
            stopped = true;
            throw e;
        }
    }

    private GitProcess started() throws IOException {
        GitProcess running = process;
        if (running == null) {
            running =
                    git.start(
                            repository,
                            deadline,
                            "index-pack",
                            "--stdin",
                            "--threads=1",
                            "--max-input-size=" + mostBytes);
            process = running;
        }
        return running;
    }

    /// Whether a write failed, for a reason that [#finish] tells.
    boolean isStopped() {
        return stopped;
    }

    /// The stored pack; empty where not a byte came.
    Optional<Path> finish() throws IOException, GitFailed, Unresolved {
        GitProcess running = process;
        if (bytes > mostBytes) {
            throw new Unresolved(tooLarge);
        }
        if (running == null) {
            if (stopped) {
                throw new IOException("git cannot be started; is it installed?");
            }
            return Optional.empty();
        }
        try (running) {
            closeInput(running);
            String printed =
                    new String(running.output().readNBytes(8192), StandardCharsets.US_ASCII);
            running.succeed();
            return Optional.of(stored(printed));
        }
    }

    private void closeInput(GitProcess running) {
        try {
            running.input().close();
        } catch (IOException _) {
            // It has ended already: its exit code or the length of what it stored tells.
            stopped = true;
        }
    }

    /// The first line is `pack` and the name; what follows is input that was left over.
    private Path stored(String printed) throws IOException, Unresolved {
        String name = printed.lines().findFirst().orElse("").replaceFirst("^(pack|keep)\t", "");
        Path pack = repository.packs().resolve("pack-" + name + ".pack");
        if (stopped || Files.size(pack) != bytes) {
            throw new Unresolved("bytes follow the end of the pack; push again with plain git");
        }
        return pack;
    }

    @Override
    public void close() {
        stopped = true;
        GitProcess running = process;
        if (running != null) {
            running.close();
        }
    }
}
