package dev.gatehouse.broker.worker.run;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.command.InspectExecResponse.ProcessConfig;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.gatehouse.broker.worker.PlainText;
import dev.gatehouse.broker.worker.docker.Engine;
import dev.gatehouse.broker.worker.gate.AgentGates;
import dev.gatehouse.broker.worker.gate.Passage;
import dev.gatehouse.broker.worker.run.log.RunLog;
import dev.gatehouse.broker.worker.run.log.RunLogs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Gives agents their work: runs commands in their containers. Any thread.
public final class Dispatch {
    private final DockerClient docker;
    private final Execution execution;
    private final AgentGates gates;
    private final RunLogs logs;

    public Dispatch(DockerClient docker, AgentGates gates, RunLogs logs) {
        this.docker = docker;
        this.execution = new Execution(docker);
        this.gates = gates;
        this.logs = logs;
    }

    /// Runs a command and waits for its end. An interrupt of the calling thread ends the run in the
    /// container too, and is answered by [Ending.Cancelled]; the thread is not interrupted any more
    /// then. Where this process is killed, nobody ends the run: it goes on.
    ///
    /// @throws IOException where the run could not begin: the container does not run, the worker is
    ///   being replaced, Docker refuses; or where the output is not taken
    public RunResult runAgent(AgentRun run, RunOutput output) throws IOException {
        RunId id = RunId.random();
        String command = PlainText.command(run.command());
        try (Passage _ =
                gates.enter(run.agent(), id.value(), id + " " + command, run.limits().patience())) {
            return run.logged() ? logged(id, run, output, command) : execution.run(id, run, output);
        }
    }

    private RunResult logged(RunId id, AgentRun run, RunOutput output, String command)
            throws IOException {
        try (RunLog log = logs.begin(run.agent(), id.value(), run.container(), command)) {
            RunResult result;
            try {
                result =
                        execution.run(
                                id,
                                run,
                                new RunOutput(
                                        new TeeStream(log.output(), output.output()),
                                        new TeeStream(log.error(), output.error())));
            } catch (IOException failed) {
                log.end("failed: " + failed.getMessage());
                throw failed;
            }
            log.end(
                    String.format(
                            Locale.ROOT,
                            "%s after %.1f s; %,d bytes out, %,d bytes err",
                            result.ending().text(),
                            result.duration().toMillis() / 1000.0,
                            result.outputBytes(),
                            result.errorBytes()));
            Optional<IOException> fault = log.fault();
            if (fault.isPresent()) {
                String line = "[gatehouse: the log " + log.file() + " is not whole: ";
                output.error().write((line + fault.get() + "]\n").getBytes(StandardCharsets.UTF_8));
            }
            return result.withLog(log.file());
        }
    }

    /// The runs whose first process is alive in this container, those too that nobody waits for any
    /// more.
    ///
    /// @param container name or id
    public List<UnderWay> runsUnderWay(String container) throws IOException {
        List<String> execs =
                Engine.ask(
                        "look at container " + container,
                        () -> docker.inspectContainerCmd(container).exec().getExecIds());
        List<UnderWay> runs = new ArrayList<>();
        for (String exec : execs == null ? List.<String>of() : execs) {
            Engine.ask("look at a run in " + container, () -> underWay(exec)).ifPresent(runs::add);
        }
        return runs;
    }

    private Optional<UnderWay> underWay(String exec) {
        try {
            InspectExecResponse said = docker.inspectExecCmd(exec).exec();
            ProcessConfig process = said.getProcessConfig();
            if (!Boolean.TRUE.equals(said.isRunning()) || process == null) {
                return Optional.empty();
            }
            return ProcessGroup.underWay(process.getArguments());
        } catch (NotFoundException ended) {
            return Optional.empty();
        }
    }
}
