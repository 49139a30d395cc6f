package dev.gatehouse.broker.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where an agent's token is read from. Never the token itself.
public sealed interface TokenSource {
    /// Where the token lies, if that is a file of its own.
    default Optional<Path> file() {
        return this instanceof TokenFile(Path path) ? Optional.of(path) : Optional.empty();
    }

    /// A file that only the broker's user can read; watched, and best replaced by rename.
    record TokenFile(Path path) implements TokenSource {}

    /// A file of this name in systemd's `$CREDENTIALS_DIRECTORY`.
    record SystemdCredential(String name) implements TokenSource {}

    /// The first line that a command prints; run at start, on reload and after a 401.
    record TokenCommand(List<String> arguments) implements TokenSource {
        public TokenCommand {
            arguments = List.copyOf(arguments);
            if (arguments.isEmpty()) {
                throw new IllegalArgumentException("a token command needs at least a program");
            }
        }
    }
}
