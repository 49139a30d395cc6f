package dev.gatehouse.broker.config;

import dev.gatehouse.broker.agent.AgentName;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The container of one agent, for `gatehouse worker`; the daemon makes no use of it.
///
/// @param nanoCpus processors, in billionths
/// @param pids processes and threads together
/// @param tmpBytes of `/tmp`, which lies in memory
/// @param timeZone none: the host's
public record WorkerSettings(
        String image,
        long memoryBytes,
        long nanoCpus,
        int pids,
        long tmpBytes,
        String network,
        Optional<ZoneId> timeZone,
        List<Mount> mounts) {
    public static final WorkerSettings DEFAULT =
            new WorkerSettings(
                    "gatehouse-worker:shell",
                    2L << 30,
                    2_000_000_000L,
                    512,
                    256L << 20,
                    "none",
                    Optional.empty(),
                    List.of());

    public WorkerSettings {
        mounts = List.copyOf(mounts);
    }

    /// What the operator wants mounted beside the socket directory. Whether it may be is checked
    /// against the allow-list when the container is made.
    public record Mount(Path source, Path target, boolean writable) {}

    /// The name of an agent's container where the configuration gives none.
    public static String containerName(AgentName agent) {
        return "gatehouse-" + agent;
    }
}
