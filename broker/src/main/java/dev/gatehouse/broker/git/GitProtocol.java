package dev.gatehouse.broker.git;

import java.util.Optional;

/// The `Git-Protocol` header of a client.
public final class GitProtocol {
    private GitProtocol() {}

    /// What may go on: a plain wish for version 1 or 2. Anything else is left out, and the forge
    /// answers by version 0, which every client understands.
    public static Optional<String> version(String header) {
        return header.equals("version=1") || header.equals("version=2")
                ? Optional.of(header)
                : Optional.empty();
    }
}
