package dev.gatehouse.broker.cli.worker;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.broker.worker.run.AgentRun;
import dev.gatehouse.broker.worker.run.Ending;
import dev.gatehouse.broker.worker.run.RunLimits;
import dev.gatehouse.broker.worker.run.RunOutput;
import dev.gatehouse.broker.worker.run.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gatehouse worker exec`: one run, with this process's streams.
@Command(
        name = "exec",
        description = {
            "Runs a command in an agent's container, with this command's input and output.",
            "Exit status: the command's; 124 its time was over, 125 gatehouse or Docker failed, 126"
                    + " it cannot be run, 127 it is not there, 130 it was cancelled. Ctrl-C ends"
                    + " it."
        },
        exitCodeOnInvalidInput = WorkerExecCommand.FAILED,
        mixinStandardHelpOptions = true)
public final class WorkerExecCommand implements Callable<Integer> {
    static final int TIMED_OUT = 124;
    static final int FAILED = 125;
    static final int CANCELLED = 130;

    /// Beyond the grace, for the killing.
    private static final Duration KILL_TAKES = Duration.ofSeconds(30);

    @Mixin private final WorkerHost.Source source;
    private final StandardStreams streams;

    @Parameters(
            index = "0",
            paramLabel = "AGENT",
            converter = AgentWord.class,
            description = "Whose container.")
    private @Nullable AgentName agent;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "CMD",
            description = "The command, after --; no shell reads its words.")
    private List<String> command = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Span.class,
            defaultValue = "30m",
            description = "End it after this time (default: ${DEFAULT-VALUE}).")
    private Duration timeout = RunLimits.DEFAULT.timeout();

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            converter = Span.class,
            defaultValue = "10s",
            description = "Kill it where it does not end then (default: ${DEFAULT-VALUE}).")
    private Duration grace = RunLimits.DEFAULT.grace();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = Span.class,
            defaultValue = "0s",
            description = "Wait for a worker that is being updated (default: ${DEFAULT-VALUE}).")
    private Duration patience = RunLimits.DEFAULT.patience();

    @Option(names = "--workdir", paramLabel = "DIR", description = "In the container.")
    private @Nullable String directory;

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "Add a variable; names that sound like a secret's are refused.")
    private Map<String, String> environment = Map.of();

    @Option(names = "--no-input", description = "Leave this command's input alone.")
    private boolean noInput;

    @Option(names = "--no-log", description = "Keep no log of the run.")
    private boolean noLog;

    @Spec private CommandSpec spec = CommandSpec.create();

    public WorkerExecCommand(WorkerHost.Source source, StandardStreams streams) {
        this.source = source;
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        try {
            WorkerHost host = source.open(err);
            AgentRun run = run(host);
            try (StopHook _ = StopHook.install(grace.plus(KILL_TAKES))) {
                RunResult result =
                        host.dispatch()
                                .runAgent(run, new RunOutput(streams.output(), streams.error()));
                return status(result, err);
            }
        } catch (IOException failed) {
            err.println("gatehouse: " + failed.getMessage());
            return FAILED;
        }
    }

    private AgentRun run(WorkerHost host) throws IOException {
        if (agent == null) {
            throw new ParameterException(spec.commandLine(), "give an AGENT");
        }
        WorkerSpec worker = host.spec(agent);
        Optional<InputStream> input = noInput ? Optional.empty() : streams.input();
        try {
            AgentRun run =
                    AgentRun.of(agent, worker.container(), worker.user(), command)
                            .withEnvironment(new TreeMap<>(environment))
                            .withDirectory(Optional.ofNullable(directory))
                            .withInput(input)
                            .withLimits(
                                    RunLimits.DEFAULT
                                            .withPatience(patience)
                                            .withTimeout(timeout, grace));
            return noLog ? run.unlogged() : run;
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(
                    spec.commandLine(), String.valueOf(refused.getMessage()), refused);
        }
    }

    private static int status(RunResult result, PrintWriter err) {
        return switch (result.ending()) {
            case Ending.Exited exited -> exited.status();
            case Ending.TimedOut _ -> said(result, err, TIMED_OUT);
            case Ending.Cancelled _ -> said(result, err, CANCELLED);
            case Ending.Lost _ -> said(result, err, FAILED);
        };
    }

    private static int said(RunResult result, PrintWriter err, int status) {
        err.println("gatehouse: run " + result.id() + " " + result.ending().text());
        return status;
    }
}
