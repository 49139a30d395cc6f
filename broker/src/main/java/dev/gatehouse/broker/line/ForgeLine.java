package dev.gatehouse.broker.line;

import java.io.IOException;

/// A connection of an agent to the forge's door, within the broker: one call after the other.
/// Closing it ends a call under way; until then, its answers count as held.
public interface ForgeLine extends AutoCloseable {
    /// Waits for the whole answer, so it is not for an event loop.
    ///
    /// @throws AnswerTooLarge if all answers of this line are more than one may hold
    /// @throws LinesFull if there is no room for it now
    /// @throws IOException if the answer breaks off
    ForgeReply call(ForgeRequest request) throws IOException;

    @Override
    void close();
}
