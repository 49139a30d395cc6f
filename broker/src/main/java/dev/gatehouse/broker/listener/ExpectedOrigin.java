package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.ContainerId;

/// Where an agent's calls have to come from, besides its user.
sealed interface ExpectedOrigin {
    /// Neither configuration nor registration names a container.
    record Anywhere() implements ExpectedOrigin {}

    record Inside(ContainerId container) implements ExpectedOrigin {}

    /// @param why the end of a sentence that began with the agent; what to do stands in it
    record Nowhere(String why) implements ExpectedOrigin {}
}
