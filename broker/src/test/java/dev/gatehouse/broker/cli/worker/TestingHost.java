package dev.gatehouse.broker.cli.worker;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.worker.TestingWorker;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.broker.worker.Workers;
import dev.gatehouse.broker.worker.run.ContainerLog;
import dev.gatehouse.broker.worker.run.Dispatch;
import dev.gatehouse.broker.worker.run.log.RunLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/// A configuration with one agent and another that was never brought up.
@Command
record TestingHost(TestingWorker worker, String image) implements WorkerHost, WorkerHost.Source {
    static final AgentName NEVER_UP = new AgentName("never-up");

    @Override
    public WorkerHost open(PrintWriter err) {
        return this;
    }

    @Override
    public List<AgentName> agents() {
        return List.of(NEVER_UP, worker.agent());
    }

    @Override
    public WorkerSpec spec(AgentName agent) throws IOException {
        WorkerSpec spec = worker.spec(image);
        if (agent.equals(NEVER_UP)) {
            return new WorkerSpec(
                    agent,
                    "gatehouse-never-up",
                    image,
                    spec.user(),
                    spec.socketDirectory(),
                    spec.limits(),
                    spec.network(),
                    spec.mounts(),
                    spec.environment());
        }
        if (!agent.equals(worker.agent())) {
            throw new IOException("the configuration has no agent " + agent);
        }
        return spec;
    }

    @Override
    public Workers workers() {
        return worker.workers();
    }

    @Override
    public Dispatch dispatch() {
        return worker.dispatch();
    }

    @Override
    public RunLogs runLogs() {
        return worker.logs();
    }

    @Override
    public ContainerLog containerLog() {
        return new ContainerLog(worker.docker());
    }
}
