package dev.gatehouse.broker.route;

import java.util.Locale;
import java.util.Optional;

/// What a path parameter may hold once it is decoded.
public enum ParameterKind {
    /// Anything but `/`. The catalogue does not spell it out.
    TEXT,
    /// An owner, a user, a team or a repository: `A-Za-z0-9._-`.
    NAME,
    /// Digits.
    INTEGER,
    /// One segment on the wire, which may hold `%2F`: branches, tags, labels, wiki pages.
    SLASHED,
    /// The rest of the path, over any number of segments.
    SEGMENTS;

    /// Whether a decoded value may hold `/`.
    public boolean mayHoldSlash() {
        return this == SLASHED || this == SEGMENTS;
    }

    /// The word in the catalogue.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ParameterKind> ofWord(String word) {
        for (ParameterKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
