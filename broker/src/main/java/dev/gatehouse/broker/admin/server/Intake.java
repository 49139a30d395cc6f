package dev.gatehouse.broker.admin.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// One request under way: takes its body, then answers.
interface Intake {
    /// Takes some of the body. On the event loop: must not block, nor keep the buffer.
    ///
    /// @return an answer for a body that is not wanted any further
    Optional<Reply> take(ByteBuffer bytes);

    /// Answers the whole request. On a thread of its own, which may wait for a disk.
    Reply end() throws IOException;

    /// The answer was sent, or could not be. On the event loop: must not block.
    default void sent() {}
}
