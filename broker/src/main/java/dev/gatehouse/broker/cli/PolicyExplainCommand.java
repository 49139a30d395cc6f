package dev.gatehouse.broker.cli;

import dev.gatehouse.broker.admission.Explainer;
import dev.gatehouse.broker.admission.Explanation;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.relay.ExplanationJson;
import dev.gatehouse.broker.relay.request.JsonBody;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Router;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "explain",
        description = {
            "Says what would become of an agent's call, and which rule decides.",
            "Exit status: 0 permitted or depending on the forge, 3 refused."
        },
        mixinStandardHelpOptions = true)
final class PolicyExplainCommand implements Callable<Integer> {
    private static final int REFUSED = 3;

    @Mixin private ConfigurationFile configuration = new ConfigurationFile();

    @Parameters(index = "0", paramLabel = "AGENT", description = "The agent's name.")
    private String agent = "";

    @Parameters(index = "1", paramLabel = "METHOD", description = "GET, POST, ...")
    private String method = "";

    @Parameters(
            index = "2",
            paramLabel = "PATH",
            description = "As it would be sent, with its query.")
    private String path = "";

    @Option(
            names = "--body",
            paramLabel = "FILE",
            description = "The JSON body that would be sent.")
    private Optional<Path> body = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Configuration valid = configuration.read(spec.commandLine().getErr());
        AgentName name = known(valid);
        Explainer explainer = new Explainer(new Router(Catalogue.load()), valid.policy());
        Explanation explanation = explainer.explain(name, method, path, bodyFields());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(ExplanationJson.of(explanation)));
        } else {
            ExplanationJson.of(explanation)
                    .forEach((key, value) -> out.printf("%-10s %s%n", key + ":", value));
        }
        return explanation instanceof Explanation.Refused ? REFUSED : 0;
    }

    private AgentName known(Configuration valid) throws IOException {
        for (AgentName name : valid.agents().keySet()) {
            if (name.value().equals(agent)) {
                return name;
            }
        }
        throw new IOException(
                "no agent '"
                        + agent
                        + "' in "
                        + configuration.file()
                        + "; it has "
                        + valid.agents().keySet());
    }

    private Map<String, ?> bodyFields() throws IOException {
        if (body.isEmpty()) {
            return Map.of();
        }
        return switch (JsonBody.parse(Files.readAllBytes(body.get()))) {
            case JsonBody.Parsing.Parsed parsed -> parsed.body().fields();
            case JsonBody.Parsing.Unparsable no ->
                    throw new IOException(body.get() + ": " + no.problem());
        };
    }
}
