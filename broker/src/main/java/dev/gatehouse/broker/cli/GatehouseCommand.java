package dev.gatehouse.broker.cli;

import dev.gatehouse.broker.cli.ConfigurationFile.InvalidConfiguration;
import dev.gatehouse.broker.cli.audit.AuditSearchCommand;
import dev.gatehouse.broker.cli.audit.AuditVerifyCommand;
import dev.gatehouse.broker.cli.audit.ReplayCommand;
import dev.gatehouse.broker.cli.audit.TailCommand;
import dev.gatehouse.broker.cli.demo.DemoCommand;
import dev.gatehouse.broker.cli.doctor.DoctorCommand;
import dev.gatehouse.broker.cli.pages.PagesCommand;
import dev.gatehouse.broker.cli.setup.InitCommand;
import dev.gatehouse.broker.cli.status.LogCommand;
import dev.gatehouse.broker.cli.status.ReloadCommand;
import dev.gatehouse.broker.cli.status.StatusCommand;
import dev.gatehouse.broker.cli.worker.StandardStreams;
import dev.gatehouse.broker.cli.worker.WorkerDownCommand;
import dev.gatehouse.broker.cli.worker.WorkerExecCommand;
import dev.gatehouse.broker.cli.worker.WorkerListCommand;
import dev.gatehouse.broker.cli.worker.WorkerLogsCommand;
import dev.gatehouse.broker.cli.worker.WorkerOptions;
import dev.gatehouse.broker.cli.worker.WorkerRollCommand;
import dev.gatehouse.broker.cli.worker.WorkerUpCommand;
import dev.gatehouse.broker.cli.worker.WorkerVerifyCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The `gatehouse` command and its sub-commands.
@Command(
        name = "gatehouse",
        description = "Keeps a forge's tokens out of AI agents' containers.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {HelpCommand.class},
        mixinStandardHelpOptions = true)
public final class GatehouseCommand {
    /// Something failed; it is said on standard error.
    static final int FAILED = 1;

    /// The arguments or the configuration are wrong.
    static final int USAGE = 2;

    private GatehouseCommand() {}

    /// Runs one command line.
    ///
    /// @return the process's exit status
    public static int run(Daemon daemon, String version, String... arguments) {
        return commandLine(daemon, version).execute(arguments);
    }

    static CommandLine commandLine(Daemon daemon, String version) {
        CommandLine line = new CommandLine(new GatehouseCommand());
        line.getCommandSpec().version("gatehouse " + version);
        line.addSubcommand(new ServeCommand(daemon));
        line.addSubcommand(
                group(
                        "config",
                        "Look at the configuration.",
                        new ConfigCheckCommand(),
                        new ConfigTmpfilesCommand()));
        line.addSubcommand(
                group(
                        "policy",
                        "Look at what agents may do.",
                        new PolicyExplainCommand(),
                        new PolicyRolesCommand()));
        line.addSubcommand(
                group("token", "Look at the agents' tokens.", new TokenCheckCommand(daemon)));
        line.addSubcommand(new TailCommand());
        line.addSubcommand(new ReplayCommand());
        line.addSubcommand(
                group(
                        "audit",
                        "Look at the audit log.",
                        new AuditVerifyCommand(),
                        new AuditSearchCommand()));
        line.addSubcommand(
                group(
                        "worker",
                        "Make, list, check and remove the agents' containers.",
                        new WorkerUpCommand(daemon),
                        new WorkerDownCommand(daemon),
                        new WorkerListCommand(daemon),
                        new WorkerExecCommand(
                                new WorkerOptions(daemon), StandardStreams.ofThisProcess()),
                        new WorkerLogsCommand(
                                new WorkerOptions(daemon), StandardStreams.ofThisProcess()),
                        new WorkerRollCommand(new WorkerOptions(daemon)),
                        new WorkerVerifyCommand(daemon)));
        line.addSubcommand(new StatusCommand());
        line.addSubcommand(new ReloadCommand());
        line.addSubcommand(new LogCommand());
        line.addSubcommand(new InitCommand(daemon));
        line.addSubcommand(new DoctorCommand(daemon));
        line.addSubcommand(new DemoCommand(daemon, ConfigurationFile::reader));
        line.addSubcommand(new PagesCommand());
        line.setExecutionExceptionHandler(GatehouseCommand::failed);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static CommandLine group(String name, String description, Object... commands) {
        CommandLine group = new CommandLine(new CommandGroup());
        group.getCommandSpec().name(name).usageMessage().description(description);
        for (Object command : commands) {
            group.addSubcommand(command);
        }
        return group;
    }

    /// Errors that a user can mend are one line; only others carry a stack trace.
    private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed)
            throws Exception {
        PrintWriter err = line.getErr();
        return switch (failure) {
            case InvalidConfiguration invalid -> {
                invalid.problems().forEach(problem -> err.println(problem));
                err.println(
                        "gatehouse: the configuration has "
                                + invalid.problems().size()
                                + " problem(s); nothing was done");
                yield USAGE;
            }
            case IOException io -> {
                err.println("gatehouse: " + io.getMessage());
                yield FAILED;
            }
            default -> throw failure;
        };
    }

    /// A command that only groups others.
    @Command(mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
    static final class CommandGroup {}
}
