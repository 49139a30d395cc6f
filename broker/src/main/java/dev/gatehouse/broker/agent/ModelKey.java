package dev.gatehouse.broker.agent;

import java.nio.file.Path;

/// Where the key to an agent's model API is read from. Never the key itself.
public sealed interface ModelKey {
    /// A key of the API, kept as a token of the forge is.
    record OfSource(TokenSource source) implements ModelKey {}

    /// The file in which Claude Code keeps what it got by OAuth; read live, never written.
    record OAuthFile(Path path) implements ModelKey {}
}
