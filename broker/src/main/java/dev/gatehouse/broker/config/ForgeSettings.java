package dev.gatehouse.broker.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The one forge the broker talks to.
///
/// @param url scheme, host, port and path only; the path has no slash at its end
/// @param publicUrl what the forge calls itself in its answers (`ROOT_URL`), where that differs
/// @param caFile PEM certificates to trust in place of the system's
/// @param allowPlaintext whether plain http may leave this machine
/// @param lfsStorage hosts that keep LFS objects for the forge and give them without a credential
public record ForgeSettings(
        URI url,
        Optional<URI> publicUrl,
        Optional<Path> caFile,
        boolean allowPlaintext,
        List<URI> lfsStorage,
        Timeouts timeouts) {
    public ForgeSettings {
        lfsStorage = List.copyOf(lfsStorage);
    }

    /// How long the forge may take.
    ///
    /// @param connect to accept a connection, TLS included
    /// @param firstByte to begin its answer once the request is sent
    /// @param idle to stay silent in the middle of a transfer
    public record Timeouts(Duration connect, Duration firstByte, Duration idle) {
        public static final Timeouts DEFAULT =
                new Timeouts(
                        Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60));

        public Timeouts {
            if (!connect.isPositive() || !firstByte.isPositive() || !idle.isPositive()) {
                throw new IllegalArgumentException("every time-out is longer than nothing");
            }
        }
    }
}
