package dev.gatehouse.shim.git;

import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.relay.LoopbackListener;
import dev.gatehouse.shim.relay.LoopbackSecret;
import java.io.IOException;

/// `git-remote-forge REMOTE [ADDRESS]`, which git calls for `forge::` URLs (gitremote-helpers(7)):
/// git's own HTTP client does the work, against a listener that relays to the broker.
public final class GitRemoteCommand {
    private final BrokerSocket socket;
    private final Console console;
    private final boolean inRepository;

    /// @param inRepository whether git runs this in a repository, by `GIT_DIR`
    public GitRemoteCommand(BrokerSocket socket, Console console, boolean inRepository) {
        this.socket = socket;
        this.console = console;
        this.inRepository = inRepository;
    }

    /// The exit status of git's HTTP client.
    public int run(Arguments arguments) throws IOException {
        String remote = arguments.next();
        if (remote == null) {
            throw Failure.usage(
                    "git calls this for URLs that begin with forge::, as in git clone"
                            + " forge::OWNER/REPO; see forge git-remote --help");
        }
        String given = arguments.next();
        RepositoryAddress address = RepositoryAddress.parse(given == null ? remote : given);
        if (arguments.next() != null) {
            throw Failure.usage("too many arguments: git gives a remote and an address");
        }
        LoopbackSecret secret = LoopbackSecret.draw();
        try (LoopbackListener listener = LoopbackListener.open(secret, socket, console)) {
            String url = "http://127.0.0.1:" + listener.port();
            Process client = client(remote, url, address, secret);
            // While the client starts. It gets no answer before this is done, and git none from
            // it, so that nobody else writes the repository's configuration meanwhile.
            if (inRepository && given != null) {
                LfsUrl.remember(remote, address);
            }
            listener.start();
            return status(client);
        }
    }

    private static Process client(
            String remote, String url, RepositoryAddress address, LoopbackSecret secret)
            throws IOException {
        String named = remote.startsWith("-") ? url : remote;
        ProcessBuilder builder =
                new ProcessBuilder(
                        "git",
                        "-c",
                        "credential.helper=",
                        "remote-http",
                        named,
                        url + address.path());
        GitEnvironment.prepare(builder.environment(), url + "/", secret);
        try {
            return builder.inheritIO().start();
        } catch (IOException e) {
            throw Failure.usage("cannot run git (" + e.getMessage() + "): is it on the PATH?");
        }
    }

    private static int status(Process client) throws Failure {
        try {
            return client.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Failure.unreachable("interrupted while git was at work");
        }
    }
}
