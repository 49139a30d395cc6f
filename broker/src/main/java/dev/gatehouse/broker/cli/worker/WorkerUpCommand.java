package dev.gatehouse.broker.cli.worker;

import dev.gatehouse.broker.cli.Daemon;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.broker.worker.Workers.Raised;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = {
            "Makes each worker's container what the configuration asks for, registered and running.",
            "Can be run again at any time: what is as it should be stays, what differs is replaced.",
            "A new container begins with an empty home; its state volume stays for good."
        },
        mixinStandardHelpOptions = true)
public final class WorkerUpCommand implements Callable<Integer> {
    @Mixin private WorkerOptions options;

    @Parameters(
            paramLabel = "AGENT",
            arity = "0..*",
            description = "The agents (default: all of the configuration).")
    private List<String> agents = List.of();

    @Spec private CommandSpec spec = CommandSpec.create();

    public WorkerUpCommand(Daemon daemon) {
        this.options = new WorkerOptions(daemon);
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (WorkerOptions.Open open = options.open(spec.commandLine().getErr())) {
            for (AgentSettings agent : open.agents(agents)) {
                WorkerSpec wanted = open.specs().of(agent);
                wanted.networkWarning().ifPresent(this::warn);
                Raised raised = open.engine().workers().up(wanted);
                out.printf(
                        "%s: container %s (%s) %s%n",
                        wanted.agent(),
                        wanted.container(),
                        raised.id().substring(0, 12),
                        raised.deed().name().toLowerCase(Locale.ROOT));
                raised.reasons().forEach(reason -> out.println("  since " + reason));
                out.flush();
            }
        }
        return 0;
    }

    private void warn(String warning) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("gatehouse: " + warning);
        err.flush();
    }
}
