package dev.gatehouse.broker.cli.worker;

import dev.gatehouse.broker.cli.Daemon;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.worker.gate.Drain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "down",
        description = {
            "Stops and removes workers' containers with their homes. Their state volumes stay.",
            "The daemon serves nobody on such an agent's socket whose configuration has 'container'."
        },
        mixinStandardHelpOptions = true)
public final class WorkerDownCommand implements Callable<Integer> {
    @Mixin private WorkerOptions options;

    @Option(names = "--state", description = "Remove the state volumes as well: for good.")
    private boolean stateToo;

    @Option(
            names = "--drain",
            paramLabel = "TIME",
            converter = Span.class,
            defaultValue = "0s",
            description = "Give runs under way so long to end (default: they are cut off).")
    private Duration drain = Duration.ZERO;

    @Parameters(paramLabel = "AGENT", arity = "1..*", description = "The agents.")
    private List<String> agents = new ArrayList<>();

    @Spec private CommandSpec spec = CommandSpec.create();

    public WorkerDownCommand(Daemon daemon) {
        this.options = new WorkerOptions(daemon);
    }

    @Override
    public Integer call() throws Exception {
        try (WorkerOptions.Open open = options.open(spec.commandLine().getErr())) {
            for (AgentSettings agent : open.agents(agents)) {
                boolean was =
                        open.engine()
                                .workers()
                                .down(
                                        agent.agent().name(),
                                        WorkerSpecs.containerName(agent),
                                        stateToo,
                                        new Drain(drain, true));
                spec.commandLine()
                        .getOut()
                        .println(
                                agent.agent().name()
                                        + (was ? ": removed" : ": there was no container")
                                        + (stateToo ? ", its state too" : ""));
            }
        }
        return 0;
    }
}
