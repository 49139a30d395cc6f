package dev.gatehouse.broker.listener.attest;

import dev.gatehouse.broker.agent.ContainerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// Where engines make a container's control group of version 2, below `/sys/fs/cgroup`, or below
/// its `unified` where version 1 is mounted too.
record GroupDirectories(Path root) {
    private static final List<String> PLACES =
            List.of(
                    "docker/%s",
                    "system.slice/docker-%s.scope",
                    "machine.slice/libpod-%s.scope",
                    "machine.slice/libpod-%s.scope/container",
                    "libpod_parent/libpod-%s");

    /// Whether the group with this inode is that container's own; groups made inside it are not
    /// known.
    boolean isOf(ContainerId container, long inode) {
        return PLACES.stream()
                .map(place -> place.formatted(container))
                .anyMatch(place ->
                        has(root.resolve(place), inode)
                                || has(root.resolve("unified").resolve(place), inode));
    }

    private static boolean has(Path directory, long inode) {
        try {
            return (long) Files.getAttribute(directory, "unix:ino", LinkOption.NOFOLLOW_LINKS)
                    == inode;
        } catch (IOException absent) {
            return false;
        }
    }
}
