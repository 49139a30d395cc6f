package dev.gatehouse.broker.quarantine;

import dev.gatehouse.broker.git.ObjectFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/// Where pushes wait to be checked. One instance owns its directory, in which it keeps a mirror per
/// repository; quarantines that an earlier instance left are deleted. For any number of threads.
public final class Quarantines {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Path mirrors;
    private final Path waiting;
    private final Git git;
    private final QuarantineLimits limits;
    private final ConcurrentMap<Path, Mirror> known = new ConcurrentHashMap<>();

    /// @param searchPath as in `PATH`: where `git` (2.38 or newer) is found
    public Quarantines(Path directory, String searchPath, QuarantineLimits limits)
            throws IOException {
        Path absolute = directory.toAbsolutePath();
        this.mirrors = Folders.create(absolute.resolve("mirrors"));
        Folders.delete(absolute.resolve("quarantine"));
        this.waiting = Folders.create(absolute.resolve("quarantine"));
        this.git = new Git(searchPath, limits.processBytes());
        this.limits = limits;
    }

    /// @param mirrorKey names the repository for good, like its number on the forge;
    ///   `[A-Za-z0-9._-]`
    public Quarantine open(String mirrorKey, ObjectFormat format) throws IOException {
        if (!KEY.matcher(mirrorKey).matches()) {
            throw new IllegalArgumentException("no name for a mirror: " + mirrorKey);
        }
        Mirror mirror =
                known.computeIfAbsent(
                        mirrors.resolve(mirrorKey + "." + format.word() + ".git"),
                        folder -> new Mirror(folder, format, limits.mirrorBytes()));
        return Quarantine.in(
                Files.createTempDirectory(waiting, "push-"), format, mirror, git, limits);
    }
}
