package dev.gatehouse.broker.route;

import java.util.Locale;
import java.util.Optional;

/// Sets of operations that a grant gives at once. Each contains the ones it is built on.
public enum Role {
    READ,
    TRIAGE,
    REVIEW,
    CONTRIBUTE,
    MAINTAIN;

    /// Whether a holder of this role also holds `other`.
    public boolean contains(Role other) {
        return this == other
                || switch (this) {
                    case READ -> false;
                    case TRIAGE -> READ.contains(other);
                    case REVIEW, CONTRIBUTE -> TRIAGE.contains(other);
                    case MAINTAIN -> REVIEW.contains(other) || CONTRIBUTE.contains(other);
                };
    }

    /// The word in the configuration.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> ofWord(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
