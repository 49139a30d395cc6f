package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.Container;

/// What is on record about an agent's container.
sealed interface Registration {
    record None() implements Registration {}

    record Of(Container container) implements Registration {}

    /// Something is on record that cannot be read: until that is put right, no container counts.
    ///
    /// @param problem names the file
    record Damaged(String problem) implements Registration {}
}
