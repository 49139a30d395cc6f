package dev.gatehouse.broker.cli.worker;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.worker.run.RunOutput;
import dev.gatehouse.broker.worker.run.log.RunSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gatehouse worker logs`.
@Command(
        name = "logs",
        description = "Shows what an agent's container said, or the logs of its runs.",
        mixinStandardHelpOptions = true)
public final class WorkerLogsCommand implements Callable<Integer> {
    @Mixin private final WorkerHost.Source source;
    private final StandardStreams streams;

    @Parameters(paramLabel = "AGENT", converter = AgentWord.class, description = "Whose container.")
    private @Nullable AgentName agent;

    @Option(names = "--follow", description = "Go on until Ctrl-C.")
    private boolean follow;

    @Option(names = "--tail", paramLabel = "N", description = "Only the last lines.")
    private @Nullable Integer tail;

    @ArgGroup private Runs runs = new Runs();

    @Spec private CommandSpec spec = CommandSpec.create();

    /// Either of them.
    static final class Runs {
        @Option(names = "--runs", description = "List the runs, newest first.")
        private boolean list;

        @Option(names = "--run", paramLabel = "ID", description = "Show the log of a run.")
        private @Nullable String id;
    }

    public WorkerLogsCommand(WorkerHost.Source source, StandardStreams streams) {
        this.source = source;
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        if (agent == null || (tail != null && tail < 0)) {
            throw new ParameterException(
                    spec.commandLine(), "give an AGENT, and 0 or more as --tail");
        }
        WorkerHost host = source.open(spec.commandLine().getErr());
        String container = host.spec(agent).container();
        if (runs.id != null) {
            show(host, agent, runs.id);
        } else if (runs.list) {
            list(host.runLogs().list(agent));
        } else {
            host.containerLog()
                    .write(
                            container,
                            tail == null ? OptionalInt.empty() : OptionalInt.of(tail),
                            follow,
                            new RunOutput(streams.output(), streams.error()));
        }
        return 0;
    }

    private void list(List<RunSummary> summaries) {
        PrintWriter out = spec.commandLine().getOut();
        for (RunSummary run : summaries) {
            out.printf("%s  %s  %s%n", run.id(), run.started(), run.command());
            out.printf("              %s%n", run.outcome());
        }
        out.flush();
    }

    private void show(WorkerHost host, AgentName whose, String id) throws IOException {
        Optional<Path> log = host.runLogs().find(whose, id);
        if (log.isEmpty()) {
            throw new IOException(
                    "agent "
                            + whose
                            + " has no log of a run "
                            + id
                            + ": gatehouse worker logs "
                            + whose
                            + " --runs lists those that are kept");
        }
        Files.copy(log.get(), streams.output());
        streams.output().flush();
    }
}
