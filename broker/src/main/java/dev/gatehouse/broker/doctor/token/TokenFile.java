package dev.gatehouse.broker.doctor.token;

import dev.gatehouse.broker.doctor.finding.FileFacts;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/// Looks at a token file from outside: whose it is, and who else could read or replace it. Does not
/// open it.
///
/// @param brokerUid with root, the only one it may belong to
record TokenFile(Path path, int brokerUid) {
    private static final int ANY_BUT_OWNER = 0077;

    /// Whether nothing is wrong with it.
    boolean examine(Findings findings) throws IOException {
        try {
            Path real = path.toRealPath();
            return isItself(real, findings) && isAboveSafe(real, findings);
        } catch (NoSuchFileException missing) {
            findings.of(Symptom.TOKEN_FILE_MISSING, path + " does not exist", Map.of("path", path));
        } catch (AccessDeniedException closed) {
            findings.of(Symptom.TOKEN_FILE_UNSEEN, "this user may not look at " + path);
        }
        return false;
    }

    private boolean isItself(Path real, Findings findings) throws IOException {
        FileFacts facts = FileFacts.of(real);
        if (!facts.isRegularFile()) {
            findings.of(
                    Symptom.TOKEN_UNREADABLE,
                    path + " is not a regular file",
                    Map.of("remedy", "mv " + path + " " + path + ".aside # and write the token"));
            return false;
        }
        boolean sound = true;
        if (facts.uid() != brokerUid) {
            findings.of(
                    Symptom.TOKEN_FILE_OWNER,
                    "%s belongs to uid %d, and the broker is uid %d"
                            .formatted(path, facts.uid(), brokerUid),
                    Map.of("path", real));
            sound = false;
        }
        if (facts.hasAny(ANY_BUT_OWNER)) {
            findings.of(
                    Symptom.TOKEN_FILE_OPEN,
                    "%s can be used by others (mode %s)".formatted(path, facts.octal()),
                    Map.of("path", real));
            sound = false;
        }
        return sound;
    }

    private boolean isAboveSafe(Path real, Findings findings) throws IOException {
        for (Path at = real.getParent(); at != null; at = at.getParent()) {
            FileFacts facts = FileFacts.of(at);
            boolean trusted = facts.uid() == 0 || facts.uid() == brokerUid;
            if (!trusted || facts.isReplaceable()) {
                findings.of(
                        Symptom.TOKEN_DIRECTORY_OPEN,
                        "others can replace files in %s (uid %d, mode %s)"
                                .formatted(at, facts.uid(), facts.octal()),
                        Map.of("path", at));
                return false;
            }
        }
        return true;
    }
}
