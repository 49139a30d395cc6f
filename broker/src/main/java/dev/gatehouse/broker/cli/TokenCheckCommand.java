package dev.gatehouse.broker.cli;

import dev.gatehouse.broker.agent.AgentName;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "check",
        description = {
            "Reads every agent's token as the daemon would and asks the forge whose it is.",
            "What is wrong, and what to do, is on standard error. Exit status: 0 all are ok, 1 not."
        },
        mixinStandardHelpOptions = true)
final class TokenCheckCommand implements Callable<Integer> {
    private final Daemon daemon;

    @Mixin private ConfigurationFile configuration = new ConfigurationFile();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    TokenCheckCommand(Daemon daemon) {
        this.daemon = daemon;
    }

    @Override
    public Integer call() throws Exception {
        SortedMap<AgentName, String> words =
                daemon.checkTokens(configuration.read(spec.commandLine().getErr()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, String> members = new LinkedHashMap<>();
            words.forEach((agent, word) -> members.put(agent.value(), word));
            out.println(new JsonMapper().writeValueAsString(members));
        } else {
            words.forEach((agent, word) -> out.printf("%-32s %s%n", agent, word));
        }
        return words.values().stream().allMatch("ok"::equals) ? 0 : GatehouseCommand.FAILED;
    }
}
