package dev.gatehouse.broker.cli;

import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.Problem;
import dev.gatehouse.broker.config.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            "Says all that is wrong with the configuration.",
            "Exit status: 0 valid, 2 invalid."
        },
        mixinStandardHelpOptions = true)
final class ConfigCheckCommand implements Callable<Integer> {
    @Mixin private ConfigurationFile configuration = new ConfigurationFile();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return switch (ConfigurationFile.reader().read(configuration.file())) {
            case Reading.Valid valid -> {
                print(valid.warnings(), "warning: ");
                if (!json) {
                    spec.commandLine().getOut().println(summary(valid.configuration()));
                }
                yield 0;
            }
            case Reading.Invalid invalid -> {
                print(invalid.problems(), "");
                yield GatehouseCommand.USAGE;
            }
        };
    }

    private String summary(Configuration valid) {
        return configuration.file()
                + " is valid: "
                + valid.agents().size()
                + " agent(s), forge "
                + valid.forge().url();
    }

    private void print(List<Problem> problems, String prefix) {
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(
                            new JsonMapper()
                                    .writeValueAsString(
                                            problems.stream()
                                                    .map(ConfigCheckCommand::members)
                                                    .toList()));
        } else {
            problems.forEach(problem -> spec.commandLine().getOut().println(prefix + problem));
        }
    }

    private static Map<String, Object> members(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("file", problem.file());
        members.put("line", problem.line());
        members.put("column", problem.column());
        members.put("path", problem.path());
        members.put("message", problem.message());
        members.put("remedy", problem.remedy());
        return members;
    }
}
