package dev.gatehouse.broker.admission.replay;

import java.util.Locale;

/// What another policy would change for a call.
public enum Change {
    NEWLY_REFUSED,
    NEWLY_ALLOWED,
    /// The record does not hold what the decision would take.
    CANNOT_TELL,
    UNCHANGED;

    /// The word in the report.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
