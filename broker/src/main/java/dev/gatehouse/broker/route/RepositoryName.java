package dev.gatehouse.broker.route;

import java.util.Locale;

/// Owner and name of a repository, folded to lower case. ASCII only: Forgejo folds Unicode (the
/// Kelvin sign equals `k`), so anything else could name two repositories at once.
public record RepositoryName(String owner, String name) implements Comparable<RepositoryName> {
    private static final int LONGEST = 100;

    public RepositoryName {
        if (!isSegment(owner) || !isSegment(name)) {
            throw new IllegalArgumentException(
                    "'" + owner + "/" + name + "' is not OWNER/REPOSITORY of A-Za-z0-9._-");
        }
        owner = owner.toLowerCase(Locale.ROOT);
        name = name.toLowerCase(Locale.ROOT);
    }

    /// Whether a decoded path segment can be an owner or a repository.
    public static boolean isSegment(String value) {
        return !value.isEmpty()
                && value.length() <= LONGEST
                && Ascii.isAll(value, ".-_")
                && !value.equals(".")
                && !value.equals("..");
    }

    @Override
    public int compareTo(RepositoryName other) {
        int byOwner = owner.compareTo(other.owner);
        return byOwner != 0 ? byOwner : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
