package dev.gatehouse.broker.own;

import dev.gatehouse.protocol.Refusal;
import java.io.IOException;
import java.util.Map;

/// The answer to an [OwnCall]: whole, or piece by piece. Any thread; of the methods that begin an
/// answer exactly one is called.
public interface OwnReply {
    /// A whole JSON document, with status 200.
    default void document(byte[] json) {
        document(200, json);
    }

    /// A whole JSON document; or with an empty one, an answer without a body.
    void document(int status, byte[] json);

    /// Refused: put on record, and answered as every refusal.
    void refuse(Refusal refusal);

    /// Refused: put on record, and answered with a document of the caller's, with status 200.
    void refuse(Refusal refusal, byte[] json);

    /// The head of an answer that comes in pieces, with status 200.
    ///
    /// @param headers beside the content type
    void begin(String contentType, Map<String, String> headers);

    /// The next piece. Waits while the agent takes no more, so it is not for an event loop.
    ///
    /// @throws IOException if the agent has gone away
    void write(byte[] piece) throws IOException;

    /// No piece follows.
    void end();

    /// From now on the call only waits for something to happen: it counts no more as one of those
    /// that an agent may have under way at once.
    void waits();
}
