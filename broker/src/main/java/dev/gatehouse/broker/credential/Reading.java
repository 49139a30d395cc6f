package dev.gatehouse.broker.credential;

/// What came of reading a token's source.
public sealed interface Reading {
    /// @param secret the reader's gift: whoever takes it closes it
    record Token(Secret secret) implements Reading {}

    /// The source gives no token.
    ///
    /// @param problem for the operator: names the source and what is wrong, never its content
    /// @param remedy for the operator: what to run
    record Unreadable(String problem, String remedy) implements Reading {}
}
