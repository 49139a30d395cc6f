package dev.gatehouse.broker.egress;

import io.netty.handler.codec.http.HttpContent;

/// One request to the proxy and its answer, on the client's event loop. It says when it ended by
/// [EgressHandler#ended].
interface Exchange {
    /// The head is in.
    void begin();

    /// A piece of the request's body; released by the caller.
    void content(HttpContent piece);

    /// What came of the body was framed in no or several ways: nothing more is read.
    void broken();

    void clientGone();

    void writable(boolean writable);
}
