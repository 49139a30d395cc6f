package dev.gatehouse.broker.cli.worker;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.broker.worker.Workers;
import dev.gatehouse.broker.worker.run.ContainerLog;
import dev.gatehouse.broker.worker.run.Dispatch;
import dev.gatehouse.broker.worker.run.log.RunLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/// This host, as the commands for workers find it once the configuration is read.
public interface WorkerHost {
    /// The agents of the configuration, in its order.
    List<AgentName> agents();

    /// @throws IOException where the configuration has no such agent
    WorkerSpec spec(AgentName agent) throws IOException;

    Workers workers();

    Dispatch dispatch();

    RunLogs runLogs();

    ContainerLog containerLog();

    /// Reads the configuration and finds Docker. It is a mixin of every command, so its class is
    /// one that picocli knows: with options of its own, such as `--config`, or with `@Command`.
    @FunctionalInterface
    interface Source {
        /// @param err for warnings
        WorkerHost open(PrintWriter err) throws Exception;
    }
}
