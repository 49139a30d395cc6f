package dev.gatehouse.broker.route;

import java.util.Locale;
import java.util.Optional;

/// What an operation does or shows beyond the repository in its path.
public enum Effect {
    /// Writes a branch, a tag or another ref: the grant's push rules apply.
    REF_WRITE,
    /// May rewrite a branch that exists.
    FORCE_CAPABLE,
    CREATES_REPO,
    /// Reads or names other repositories.
    CROSS_REPO,
    /// Its answers list attachments of the repository in the path.
    SHOWS_ATTACHMENTS;

    /// The word in the catalogue.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Effect> ofWord(String word) {
        for (Effect effect : values()) {
            if (effect.word().equals(word)) {
                return Optional.of(effect);
            }
        }
        return Optional.empty();
    }
}
