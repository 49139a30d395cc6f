package dev.gatehouse.broker.relay.request;

/// The rest of a request's body, still on its way from the agent.
public interface IncomingBody {
    /// Whether nothing of it is left.
    boolean isWhole();

    /// Asks for the next piece.
    void read();
}
