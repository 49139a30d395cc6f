package dev.gatehouse.broker.credential.source;

import dev.gatehouse.broker.credential.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Whether a token file is in nobody's hands but the broker's: nobody else may read it, write it,
/// or put another in its place.
///
/// @param uid the effective user of this process
record Custody(int uid) {
    private static final int ROOT = 0;
    private static final int ANY_BUT_OWNER = 0077;
    private static final int GROUP_READ = 0040;
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int STICKY = 01000;

    Optional<Reading.Unreadable> problemOfFile(Path file, FileFacts facts) {
        if (!facts.isRegularFile()) {
            return problem(
                    "token file " + file + " is not a regular file", "put the token into a file");
        }
        if (!isTrusted(facts.uid())) {
            return problem(
                    "token file %s belongs to user %d".formatted(file, facts.uid()),
                    "chown %d %s".formatted(uid, file));
        }
        if (facts.hasAny(ANY_BUT_OWNER)) {
            return problem(
                    "token file %s can be used by others (mode %04o)"
                            .formatted(file, facts.mode() & 07777),
                    "chmod 600 " + file);
        }
        return Optional.empty();
    }

    /// As [#problemOfFile], for a file that systemd made. Where its file system has access lists,
    /// systemd leaves the file to root and adds one entry for the service's user; the mode then
    /// shows the list's mask as a right of the group, which is root's own.
    Optional<Reading.Unreadable> problemOfCredential(Path file, FileFacts facts) {
        boolean hasAccessList = facts.uid() == ROOT && facts.gid() == ROOT;
        return problemOfFile(file, hasAccessList ? facts.without(GROUP_READ) : facts);
    }

    /// As [#problemOfFile], for a file that another program of the host keeps for its user, whose
    /// custody this is. An access list that lets the broker read shows as a right of the group.
    Optional<Reading.Unreadable> problemOfLogin(Path file, FileFacts facts) {
        return problemOfFile(file, facts.without(GROUP_READ));
    }

    /// Looks at every directory above the file. One that others may write to is fine if it is
    /// sticky, as /tmp is: there only a file's owner replaces it.
    Optional<Reading.Unreadable> problemAbove(Path file) throws IOException {
        for (Path directory = file.getParent();
                directory != null;
                directory = directory.getParent()) {
            Path real = directory.toRealPath();
            FileFacts facts = FileFacts.of(real);
            if (!isTrusted(facts.uid())) {
                return problem(
                        "directory %s, which holds a token, belongs to user %d"
                                .formatted(real, facts.uid()),
                        "chown %d %s".formatted(uid, real));
            }
            if (facts.hasAny(WRITABLE_BY_OTHERS) && !facts.hasAny(STICKY)) {
                return problem(
                        "others can replace files in directory %s, which holds a token (mode %04o)"
                                .formatted(real, facts.mode() & 07777),
                        "chmod go-w " + real);
            }
        }
        return Optional.empty();
    }

    private boolean isTrusted(int owner) {
        return owner == uid || owner == ROOT;
    }

    private static Optional<Reading.Unreadable> problem(String problem, String remedy) {
        return Optional.of(new Reading.Unreadable(problem, remedy));
    }
}
