package dev.gatehouse.broker.route;

import java.util.Locale;
import java.util.Optional;

/// Why an operation needs more than a role: a word the operator has to accept on the grant.
public enum Risk {
    /// Makes or changes a credential: tokens, keys, OAuth applications, runners, secrets.
    CREDENTIAL_MINTING,
    /// Answers hold a credential.
    CREDENTIAL_READ,
    /// Sends repository content, or access to it, elsewhere.
    EXFILTRATION,
    /// Loses data.
    DESTRUCTIVE,
    /// For site administrators.
    ADMIN,
    /// Makes or changes what is public.
    VISIBILITY,
    /// Makes a machine run code with the repository's secrets.
    CI_EXEC,
    /// Changes what people rely on to hold agents back: protections, reviews, merges, statuses.
    GUARDRAIL;

    /// The word in the configuration and in the catalogue.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Risk> ofWord(String word) {
        for (Risk risk : values()) {
            if (risk.word().equals(word)) {
                return Optional.of(risk);
            }
        }
        return Optional.empty();
    }
}
