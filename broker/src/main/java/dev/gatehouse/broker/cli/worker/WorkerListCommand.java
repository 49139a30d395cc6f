package dev.gatehouse.broker.cli.worker;

import dev.gatehouse.broker.cli.Daemon;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.worker.WorkerState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "ls",
        description = "Lists the workers of the configuration and how their containers stand.",
        mixinStandardHelpOptions = true)
public final class WorkerListCommand implements Callable<Integer> {
    private static final String ROW = "%-20s %-28s %-10s %-12s %-28s %-10s %s%n";

    @Mixin private WorkerOptions options;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    public WorkerListCommand(Daemon daemon) {
        this.options = new WorkerOptions(daemon);
    }

    @Override
    public Integer call() throws Exception {
        List<WorkerState> states = new ArrayList<>();
        try (WorkerOptions.Open open = options.open(spec.commandLine().getErr())) {
            for (AgentSettings agent : open.agents(List.of())) {
                states.add(open.engine().workers().state(open.specs().of(agent)));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(states));
            return 0;
        }
        out.printf(ROW, "AGENT", "CONTAINER", "STATE", "ID", "IMAGE", "REGISTERED", "DIFFERS");
        for (WorkerState state : states) {
            out.printf(
                    ROW,
                    state.agent(),
                    state.container(),
                    state.state(),
                    state.id().isEmpty() ? "-" : state.id().substring(0, 12),
                    state.image(),
                    state.registered() ? "yes" : "no",
                    state.driftReasons().isEmpty() ? "" : String.join("; ", state.driftReasons()));
        }
        return 0;
    }
}
