package dev.gatehouse.broker.credential.key;

import dev.gatehouse.broker.agent.ModelKey;
import dev.gatehouse.broker.credential.Secret;
import java.time.Instant;
import java.util.Optional;

/// Reads keys from where they are kept.
@FunctionalInterface
public interface KeyReader {
    /// Reads anew; may block for as long as a command takes, and never throws for what it finds.
    Reading read(ModelKey key);

    /// What came of it.
    sealed interface Reading {
        /// Whoever takes it closes its secrets.
        ///
        /// @param renewal what the key is renewed with, by somebody else
        record Key(Secret secret, Optional<Secret> renewal, Optional<Instant> expires)
                implements Reading {}

        /// @param problem for the operator: names the source and what is wrong, never its content
        /// @param remedy for the operator: what to run
        record Unreadable(String problem, String remedy) implements Reading {}
    }
}
