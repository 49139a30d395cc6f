package dev.gatehouse.broker.config;

import java.nio.file.Path;

/// What `gatehouse worker` needs on the host.
///
/// @param directory run logs and locks
/// @param allowedMounts the list of what may be mounted
public record WorkersSettings(Path directory, Path allowedMounts) {
    public static final WorkersSettings DEFAULT =
            new WorkersSettings(
                    Path.of("/var/lib/gatehouse-workers"), Path.of("/etc/gatehouse/mounts.allow"));
}
