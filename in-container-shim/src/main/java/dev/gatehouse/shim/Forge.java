package dev.gatehouse.shim;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.api.ApiCommand;
import dev.gatehouse.shim.ask.PolicyCommand;
import dev.gatehouse.shim.ask.WhoamiCommand;
import dev.gatehouse.shim.command.BrokerCommand;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.console.OutputClosed;
import dev.gatehouse.shim.doctor.DoctorCommand;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.forward.ForwardCommand;
import dev.gatehouse.shim.forward.RunCommand;
import dev.gatehouse.shim.git.GitConfigCommand;
import dev.gatehouse.shim.git.GitRemoteCommand;
import dev.gatehouse.shim.lfs.SshCommand;
import dev.gatehouse.shim.lfs.TransferCommand;
import dev.gatehouse.shim.mcp.McpCommand;
import dev.gatehouse.shim.tunnel.RelayCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The `forge` command: picks the sub-command and turns every end into an exit status. Never shows
/// a stack trace unless asked for one.
final class Forge {
    /// What a shell shows for a process ended by SIGPIPE, and what curl or gh would end with.
    static final int OUTPUT_CLOSED_STATUS = 141;

    private final Surroundings surroundings;
    private final Console console;

    Forge(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    /// The process's exit status.
    int run(String[] arguments) {
        try {
            return command(arguments);
        } catch (OutputClosed _) {
            return OUTPUT_CLOSED_STATUS;
        } catch (Failure failure) {
            trace(failure);
            console.tell(String.valueOf(failure.getMessage()));
            return failure.exitCode().status();
        } catch (IOException | RuntimeException | Error e) {
            trace(e);
            console.tell(
                    "unexpected "
                            + e
                            + "; set "
                            + Surroundings.DEBUG_VARIABLE
                            + "=1 to see where, and report it");
            return ExitCode.UNREACHABLE.status();
        }
    }

    private int command(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            throw Failure.usage(
                    "which command? `forge help` lists what you may do; see also forge --help");
        }
        refuseLostText(arguments);
        String name = arguments[0];
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        if (Help.isAskedFor(name, rest)) {
            console.print(Help.of(name, rest));
            return ExitCode.OK.status();
        }
        return switch (name) {
            case "api" -> new ApiCommand(socket(), console).run(new Arguments(rest)).status();
            case "whoami" -> new WhoamiCommand(socket(), console).run(new Arguments(rest)).status();
            case "policy" -> new PolicyCommand(socket(), console).run(new Arguments(rest)).status();
            case "doctor" ->
                    new DoctorCommand(socket(), console, surroundings.environment())
                            .run(new Arguments(rest))
                            .status();
            case "mcp" -> new McpCommand(socket(), console).run(new Arguments(rest)).status();
            case "forward" ->
                    new ForwardCommand(socket(), console).run(new Arguments(rest)).status();
            case "run" -> new RunCommand(socket(), console).run(rest);
            case "relay" ->
                    new RelayCommand(surroundings.patienceSeconds(), console)
                            .run(new Arguments(rest))
                            .status();
            case "git-config" ->
                    new GitConfigCommand(socket(), console).run(new Arguments(rest)).status();
            case "git-remote" ->
                    new GitRemoteCommand(socket(), console, surroundings.isInRepository())
                            .run(new Arguments(rest));
            case "lfs-transfer" ->
                    new TransferCommand(socket(), console).run(new Arguments(rest)).status();
            case "ssh" -> new SshCommand(socket(), console).run(new Arguments(rest)).status();
            case "--version" -> {
                console.print(Help.version());
                yield ExitCode.OK.status();
            }
            default -> command(GhWords.translate(arguments), arguments);
        };
    }

    /// What is ours under another name, or else the broker's.
    private int command(String @Nullable [] translated, String[] arguments) throws IOException {
        return translated == null
                ? new BrokerCommand(socket(), console, surroundings.environment()).run(arguments)
                : command(translated);
    }

    /// The JVM reads arguments in the locale's encoding, and puts U+FFFD where it cannot. Text with
    /// holes must not reach an issue.
    private static void refuseLostText(String[] arguments) throws Failure {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].indexOf('\uFFFD') >= 0) {
                throw Failure.usage(
                        "argument "
                                + (i + 1)
                                + " is not UTF-8, or this system has no C.UTF-8 locale; give the"
                                + " text as -F key=@file or --input file");
            }
        }
    }

    private BrokerSocket socket() throws Failure {
        return new BrokerSocket(surroundings.socket(), surroundings.patienceSeconds(), console);
    }

    private void trace(@Nullable Throwable throwable) {
        if (throwable != null && surroundings.isDebug()) {
            PrintWriter writer = new PrintWriter(console.errors(), true, StandardCharsets.UTF_8);
            throwable.printStackTrace(writer);
        }
    }
}
