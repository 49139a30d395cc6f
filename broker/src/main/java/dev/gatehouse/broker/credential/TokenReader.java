package dev.gatehouse.broker.credential;

import dev.gatehouse.broker.agent.TokenSource;

/// Reads tokens from where they are kept.
@FunctionalInterface
public interface TokenReader {
    /// Reads anew; may block for as long as a token command takes, and never throws for what it
    /// finds.
    Reading read(TokenSource source);
}
