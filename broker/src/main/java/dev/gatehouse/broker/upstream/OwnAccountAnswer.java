package dev.gatehouse.broker.upstream;

import dev.gatehouse.protocol.Refusal;

/// The account behind an agent's token, or why it is not known.
public sealed interface OwnAccountAnswer {
    /// @param json Forgejo's user document
    record Known(byte[] json) implements OwnAccountAnswer {}

    record Unknown(Refusal refusal) implements OwnAccountAnswer {}
}
