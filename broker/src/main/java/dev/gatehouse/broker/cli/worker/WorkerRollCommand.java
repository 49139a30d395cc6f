package dev.gatehouse.broker.cli.worker;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.broker.worker.Workers;
import dev.gatehouse.broker.worker.Workers.Deed;
import dev.gatehouse.broker.worker.gate.Drain;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gatehouse worker roll`: one agent after the other, up to the first that fails.
@Command(
        name = "roll",
        description = {
            "Gives agents another image, one after the other: waits for their runs, replaces the"
                    + " container, keeps home and state, and checks it; where it is not well the"
                    + " former one is put back.",
            "Exit status: 0 all have it, 1 one failed and those after it were left alone."
        },
        mixinStandardHelpOptions = true)
public final class WorkerRollCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Mixin private final WorkerHost.Source source;

    @ArgGroup(multiplicity = "1")
    private Whose whose = new Whose();

    @Option(
            names = "--image",
            required = true,
            paramLabel = "IMAGE",
            description = "The image; nothing is pulled.")
    private String image = "";

    @ArgGroup private Waiting waiting = new Waiting();

    @Spec private CommandSpec spec = CommandSpec.create();

    /// Either of them.
    static final class Whose {
        @Parameters(
                paramLabel = "AGENT",
                arity = "1..*",
                converter = AgentWord.class,
                description = "Whose containers.")
        private List<AgentName> agents = new ArrayList<>();

        @Option(names = "--all", description = "All agents that have a container.")
        private boolean all;
    }

    /// Either of them.
    static final class Waiting {
        @Option(
                names = "--drain",
                paramLabel = "TIME",
                converter = Span.class,
                description = "Wait so long for an agent's runs (default: 10m).")
        private @Nullable Duration limit;

        @Option(names = "--now", description = "Cut runs off.")
        private boolean now;
    }

    public WorkerRollCommand(WorkerHost.Source source) {
        this.source = source;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        WorkerHost host = source.open(err);
        List<WorkerSpec> workers = workers(host);
        List<AgentName> left = new ArrayList<>(workers.stream().map(WorkerSpec::agent).toList());
        for (WorkerSpec worker : workers) {
            try {
                roll(host.workers(), worker, err);
                left.remove(worker.agent());
            } catch (IOException failed) {
                err.println("gatehouse: " + failed.getMessage());
                left.remove(worker.agent());
                left.forEach(agent -> err.println("gatehouse: agent " + agent + " was left alone"));
                return FAILED;
            }
        }
        return 0;
    }

    /// All of them before the first is touched: a name that is wrong stops everything.
    private List<WorkerSpec> workers(WorkerHost host) throws IOException {
        List<WorkerSpec> workers = new ArrayList<>();
        for (AgentName agent : whose.all ? host.agents() : whose.agents) {
            WorkerSpec worker = host.spec(agent);
            if (!whose.all || host.workers().has(worker)) {
                workers.add(worker);
            }
        }
        return workers;
    }

    private void roll(Workers workers, WorkerSpec worker, PrintWriter err) throws IOException {
        worker.networkWarning().ifPresent(warning -> err.println("gatehouse: " + warning));
        Deed deed = workers.roll(worker.withImage(image), drain()).deed();
        spec.commandLine()
                .getOut()
                .println(
                        "agent "
                                + worker.agent()
                                + (deed == Deed.REPLACED ? " now has " : " has already ")
                                + image);
        if (!worker.image().equals(image)) {
            err.println(
                    "gatehouse: the configuration still gives agent "
                            + worker.agent()
                            + " the image "
                            + worker.image()
                            + ": gatehouse worker up goes back to it");
        }
    }

    private Drain drain() {
        if (waiting.now) {
            return Drain.NOW;
        }
        return waiting.limit == null ? Drain.DEFAULT : Drain.atMost(waiting.limit);
    }
}
