package dev.gatehouse.broker.cli.status;

import dev.gatehouse.broker.cli.AdminAt;
import dev.gatehouse.broker.log.LogLevel;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "log",
        description = {
            "Lets one part of the daemon say more, or less, until its configuration is read again.",
            "Exit status: 0 changed, 1 no daemon answers or nothing logs by that name."
        },
        mixinStandardHelpOptions = true)
public final class LogCommand implements Callable<Integer> {
    @Mixin private AdminAt at = new AdminAt();

    @Parameters(
            index = "0",
            paramLabel = "LOGGER",
            description = "root, a package, or a name as it stands in log lines: AgentSockets.")
    private String logger = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "LEVEL",
            description = "error, warn, info, debug or trace.")
    private Optional<String> level = Optional.empty();

    @Option(names = "--restore", description = "Put back the configured level.")
    private boolean restore;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (level.isPresent() == restore) {
            throw new ParameterException(spec.commandLine(), "give a LEVEL, or --restore");
        }
        Optional<LogLevel> wanted = level.flatMap(LogLevel::ofWord);
        if (level.isPresent() && wanted.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'"
                            + level.get()
                            + "' is not a level; use one of: "
                            + String.join(", ", LogLevel.words()));
        }
        PrintWriter err = spec.commandLine().getErr();
        at.client(err)
                .level(logger, wanted)
                .path("loggers")
                .forEach(name -> spec.commandLine().getOut().println(name.asString()));
        return 0;
    }
}
