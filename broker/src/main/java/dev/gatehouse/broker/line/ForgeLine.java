package dev.gatehouse.broker.line;

import java.io.IOException;

/// A connection of an agent to the forge's door, within the broker: one call after the other.
/// Closing it ends a call under way.
public interface ForgeLine extends AutoCloseable {
    /// Waits for the whole answer, so it is not for an event loop.
    ///
    /// @throws IOException if the answer breaks off, or is larger than a document may be
    ForgeReply call(ForgeRequest request) throws IOException;

    @Override
    void close();
}
