package dev.gatehouse.broker.cli.status;

import dev.gatehouse.broker.admin.AdminClient;
import dev.gatehouse.broker.cli.AdminAt;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "status",
        description = {
            "Shows how the daemon and its agents are. Counts are since it started.",
            "Exit status: 0 shown, 1 no daemon answers or it has no such agent."
        },
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    /// A daemon that is well answers at once.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MOST_SECONDS = 86_400;

    @Mixin private AdminAt at = new AdminAt();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "AGENT",
            description = "Show this one alone.")
    private Optional<String> agent = Optional.empty();

    @Option(
            names = "--watch",
            arity = "0..1",
            fallbackValue = "2",
            paramLabel = "SECONDS",
            description =
                    "Show it again every ${FALLBACK-VALUE} or so many seconds, until stopped.")
    private Optional<Integer> watch = Optional.empty();

    @Option(names = "--json", description = "Print JSON, as the admin socket gives it.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (watch.filter(seconds -> seconds < 1 || seconds > MOST_SECONDS).isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--watch takes 1 to " + MOST_SECONDS + " seconds");
        }
        PrintWriter out = spec.commandLine().getOut();
        AdminClient client = new AdminClient(at.socket(spec.commandLine().getErr()), PATIENCE);
        if (watch.isEmpty()) {
            show(client, out);
            return 0;
        }
        while (true) {
            Screen.clear(out);
            try {
                show(client, out);
            } catch (NotRunning down) {
                // It may come back while somebody watches.
                out.println(down.getMessage());
            }
            out.flush();
            Thread.sleep(Duration.ofSeconds(watch.get()));
        }
    }

    private void show(AdminClient client, PrintWriter out) throws IOException {
        JsonNode status;
        try {
            status = client.get("/v1/status");
        } catch (IOException failed) {
            throw new NotRunning(failed);
        }
        List<JsonNode> agents =
                status.path("agents")
                        .valueStream()
                        .filter(each ->
                                agent.isEmpty()
                                        || each.path("agent").asString().equals(agent.get()))
                        .toList();
        if (agent.isPresent() && agents.isEmpty()) {
            throw new IOException(
                    "no agent is called '%s'; the daemon serves: %s"
                            .formatted(
                                    agent.get(),
                                    String.join(
                                            ", ",
                                            status.path("agents")
                                                    .valueStream()
                                                    .map(each -> each.path("agent").asString())
                                                    .toList())));
        }
        if (json) {
            out.println(agent.isPresent() ? agents.getFirst() : status);
            return;
        }
        new StatusText(out, InstantSource.system().instant()).print(status, agents);
    }

    /// No daemon answers.
    private static final class NotRunning extends IOException {
        private static final long serialVersionUID = 1;

        NotRunning(IOException cause) {
            super(cause.getMessage() + "; 'gatehouse doctor' looks for the cause", cause);
        }
    }
}
