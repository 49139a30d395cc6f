package dev.gatehouse.broker.relay;

import io.netty.handler.codec.http.HttpContent;

/// One request and its answer, on the connection of an agent. On one event loop.
public interface CurrentExchange {
    /// The head is in.
    void begin();

    /// A piece of the request's body; released by the caller.
    void content(HttpContent piece);

    /// The bytes were framed in no or several ways: answered once, and the connection ends.
    void broken(String problem);

    void clientGone();

    /// Whether the agent takes more of the answer just now.
    void writable(boolean writable);

    /// The broker stops: an exchange that only waits for something to happen ends.
    default void lastCall() {}

    /// Whether the connection can carry another request.
    boolean keepsAlive();
}
