package dev.gatehouse.broker.worker.verify;

import java.util.List;

/// What was seen of one invariant.
///
/// @param breaches what breaks it; empty where it holds
/// @param seen what was looked at, in a few words
public record Finding(Invariant invariant, List<String> breaches, String seen) {
    public Finding {
        breaches = List.copyOf(breaches);
    }

    public boolean holds() {
        return breaches.isEmpty();
    }
}
