package dev.gatehouse.broker.policy;

import dev.gatehouse.broker.route.RepositoryName;
import java.util.Locale;
import java.util.regex.Pattern;

/// `owner/name`, where the name may hold `*`; the owner may be only literal. Compared in lower
/// case.
public record RepositoryPattern(String owner, String nameGlob) {
    private static final Pattern SHAPE =
            Pattern.compile("([A-Za-z0-9._-]{1,100})/([A-Za-z0-9._*-]{1,100})");

    public RepositoryPattern {
        if (!isValid(owner + "/" + nameGlob)) {
            throw new IllegalArgumentException(
                    "'"
                            + owner
                            + "/"
                            + nameGlob
                            + "' is not OWNER/NAME of A-Za-z0-9._-, with '*' only in the name");
        }
        owner = owner.toLowerCase(Locale.ROOT);
        nameGlob = nameGlob.toLowerCase(Locale.ROOT);
    }

    public static RepositoryPattern of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' is not OWNER/NAME");
        }
        return new RepositoryPattern(text.substring(0, slash), text.substring(slash + 1));
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    /// Whether the pattern names one repository only.
    public boolean isLiteral() {
        return nameGlob.indexOf('*') < 0;
    }

    /// Whether each repository that the other matches is matched too: a `*` is matched by a `*`
    /// only.
    boolean includes(RepositoryPattern other) {
        return owner.equals(other.owner) && Glob.segment(nameGlob, other.nameGlob);
    }

    public boolean matches(RepositoryName repository) {
        return owner.equals(repository.owner()) && Glob.segment(nameGlob, repository.name());
    }

    @Override
    public String toString() {
        return owner + "/" + nameGlob;
    }
}
