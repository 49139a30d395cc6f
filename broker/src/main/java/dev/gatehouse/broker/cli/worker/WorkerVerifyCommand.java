package dev.gatehouse.broker.cli.worker;

import dev.gatehouse.broker.cli.Daemon;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.worker.verify.Finding;
import dev.gatehouse.broker.worker.verify.Verifier;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "verify",
        description = {
            "Checks what has to hold of running workers, from outside and from inside, and changes",
            "nothing in them. Exit status: 0 all holds, 1 something does not."
        },
        mixinStandardHelpOptions = true)
public final class WorkerVerifyCommand implements Callable<Integer> {
    @Mixin private WorkerOptions options;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Parameters(
            paramLabel = "AGENT",
            arity = "0..*",
            description = "The agents (default: all of the configuration).")
    private List<String> agents = List.of();

    @Spec private CommandSpec spec = CommandSpec.create();

    public WorkerVerifyCommand(Daemon daemon) {
        this.options = new WorkerOptions(daemon);
    }

    @Override
    public Integer call() throws Exception {
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        try (WorkerOptions.Open open = options.open(spec.commandLine().getErr())) {
            Verifier verifier = open.engine().verifier(open.specs().closed());
            for (AgentSettings agent : open.agents(agents)) {
                findings.put(agent.agent().name().value(), verifier.verify(open.specs().of(agent)));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(findings));
        } else {
            findings.forEach((agent, each) -> print(out, agent, each));
        }
        boolean holds = findings.values().stream().flatMap(List::stream).allMatch(Finding::holds);
        return holds ? 0 : 1;
    }

    private static String state(Finding finding) {
        if (!finding.holds()) {
            return "BROKEN";
        }
        return finding.warnings().isEmpty() ? "holds" : "WARN";
    }

    private static void print(PrintWriter out, String agent, List<Finding> findings) {
        out.println("worker " + agent);
        for (Finding finding : findings) {
            out.printf(
                    "  %-6s %-18s %s (%s)%n",
                    state(finding),
                    finding.invariant().word(),
                    finding.invariant().sentence(),
                    finding.seen());
            finding.warnings().forEach(warning -> out.println("         - " + warning));
            finding.breaches().forEach(breach -> out.println("         - " + breach));
        }
        long broken = findings.stream().filter(finding -> !finding.holds()).count();
        out.println(
                broken == 0
                        ? "  all " + findings.size() + " hold"
                        : "  " + broken + " of " + findings.size() + " do not hold");
    }
}
