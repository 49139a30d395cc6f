package dev.gatehouse.broker.worker;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.worker.mount.CheckedMount;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Specs of workers that are never made.
public final class TestingSpecs {
    private TestingSpecs() {}

    /// Of agent `dev`, with nothing that a worker need not have.
    public static WorkerSpec dev() {
        return with();
    }

    /// The same with these mounts.
    public static WorkerSpec with(CheckedMount... mounts) {
        return new WorkerSpec(
                new AgentName("dev"),
                "gatehouse-dev",
                "gatehouse-worker:shell",
                new SocketOwner(10001, 10001),
                Path.of("/srv/run/agents/dev"),
                new WorkerLimits(512L << 20, 2_000_000_000, 128, 64L << 20),
                WorkerSpec.NO_NETWORK,
                List.of(mounts),
                new TreeMap<>(Map.of("TZ", "UTC")));
    }
}
