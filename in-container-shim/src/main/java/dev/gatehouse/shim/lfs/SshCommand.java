package dev.gatehouse.shim.lfs;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.console.OneLine;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.git.RepositoryAddress;
import java.io.IOException;

/// `forge ssh HOST COMMAND`, which the system's git configuration names as ssh. The one command it
/// knows is git-lfs's `git-lfs-transfer`, and of that what locks need; the host says nothing,
/// because there is one forge.
public final class SshCommand {
    private static final String TRANSFER = "git-lfs-transfer";

    private final BrokerSocket socket;
    private final Console console;

    public SshCommand(BrokerSocket socket, Console console) {
        this.socket = socket;
        this.console = console;
    }

    public ExitCode run(Arguments arguments) throws IOException {
        String host = arguments.next();
        boolean option = host != null && arguments.isOption();
        String command = option ? null : arguments.next();
        if (host == null || command == null || arguments.next() != null) {
            throw noSsh("");
        }
        String[] words = command.split(" ", -1);
        if (words.length != 3 || !words[0].equals(TRANSFER)) {
            throw noSsh(": '" + OneLine.of(command, 200) + "' was not run");
        }
        RepositoryAddress repository = RepositoryAddress.parse(unquoted(words[1]));
        new LockSession(
                        new LfsServer(socket, repository.gitPath() + "/info/lfs"),
                        new PacketReader(console.input()),
                        new PacketWriter(console.output()))
                .run(operation(words[2]));
        return ExitCode.OK;
    }

    private static String operation(String word) throws Failure {
        return switch (word) {
            case "upload", "download", "lock" -> word;
            default ->
                    throw Failure.usage(
                            TRANSFER + " " + OneLine.of(word, 50) + ": upload or download?");
        };
    }

    private static String unquoted(String path) {
        boolean quoted = path.length() > 1 && path.startsWith("'") && path.endsWith("'");
        return quoted ? path.substring(1, path.length() - 1) : path;
    }

    private static Failure noSsh(String more) {
        return Failure.usage(
                "there is no ssh here"
                        + more
                        + "; use the forge's https URL, https://HOST/OWNER/REPO, which needs no"
                        + " credential");
    }
}
