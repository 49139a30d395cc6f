package dev.gatehouse.broker.egress;

import dev.gatehouse.protocol.Refusal;
import io.netty.channel.Channel;

/// What came of asking for a passage.
sealed interface Opening {
    /// @param upstream connected; nothing is read from it unless it is asked for
    record Open(Channel upstream) implements Opening {}

    /// On record, and the passage is over.
    record Shut(Refusal refusal) implements Opening {}
}
