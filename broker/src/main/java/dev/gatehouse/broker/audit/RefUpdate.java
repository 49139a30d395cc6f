package dev.gatehouse.broker.audit;

import java.util.Optional;
import java.util.regex.Pattern;

/// One ref that a call writes.
///
/// @param ref full name, such as `refs/heads/main`
/// @param oldId the object it points to before, where the caller said so; zeros: it is made
/// @param newId the object it points to after, where the caller said so; zeros: it is deleted
/// @param force whether history may be rewritten
public record RefUpdate(String ref, Optional<String> oldId, Optional<String> newId, boolean force) {
    private static final int MAX_LENGTH = 512;
    private static final String FORBIDDEN_BY_GIT = " ~^:?*[\\";
    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public RefUpdate {
        if (!isRef(ref)) {
            throw new IllegalArgumentException(
                    "a ref is 1 to "
                            + MAX_LENGTH
                            + " characters without control characters and without any of"
                            + FORBIDDEN_BY_GIT);
        }
        oldId.ifPresent(RefUpdate::checkObjectId);
        newId.ifPresent(RefUpdate::checkObjectId);
    }

    /// Whether the log can hold this ref name: looser than `git check-ref-format`, so what git
    /// takes passes, up to 512 characters.
    public static boolean isRef(String ref) {
        return !ref.isEmpty()
                && ref.length() <= MAX_LENGTH
                && ref.codePoints().allMatch(RefUpdate::mayStandInRef);
    }

    private static boolean mayStandInRef(int codePoint) {
        boolean unpairedSurrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
        return !Character.isISOControl(codePoint)
                && !unpairedSurrogate
                && FORBIDDEN_BY_GIT.indexOf(codePoint) < 0;
    }

    static void checkObjectId(String id) {
        if (!OBJECT_ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an object id is 40 or 64 lower-case hex digits");
        }
    }
}
