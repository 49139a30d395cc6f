package dev.gatehouse.broker.admin.server;

import dev.gatehouse.broker.admin.AdminDocuments;
import dev.gatehouse.broker.admin.AgentFacts;
import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Container;
import dev.gatehouse.broker.listener.AgentSockets;
import dev.gatehouse.broker.listener.Registering;
import dev.gatehouse.broker.listener.ServedAgent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What can be asked and said about one agent.
final class AgentActions {
    private static final Reply UNKNOWN =
            new Reply.Problem(
                    404,
                    "no agent of this name is served",
                    "use a name that stands below 'agents' in the configuration");

    private static final Reply NO_MODEL =
            new Reply.Problem(
                    404,
                    "no agent of this name has a model",
                    "use one that has 'model' in the configuration");

    private final AgentSockets sockets;
    private final Function<AgentName, Optional<byte[]>> models;

    /// @param models what is known of an agent's door to its model, as JSON
    AgentActions(AgentSockets sockets, Function<AgentName, Optional<byte[]>> models) {
        this.sockets = sockets;
        this.models = models;
    }

    Intake model(List<String> values) {
        return WholeBody.none(_ ->
                agent(values).flatMap(models).<Reply>map(Reply.Document::new).orElse(NO_MODEL));
    }

    Intake show(List<String> values) {
        return WholeBody.none(_ ->
                agent(values)
                        .flatMap(sockets::find)
                        .map(AgentActions::facts)
                        .<Reply>map(facts -> new Reply.Document(AdminDocuments.of(facts)))
                        .orElse(UNKNOWN));
    }

    Intake register(List<String> values) {
        return WholeBody.document(body -> {
            Optional<AgentName> agent = agent(values);
            Optional<Container> container = AdminDocuments.container(body);
            if (agent.isEmpty()) {
                return UNKNOWN;
            }
            if (container.isEmpty()) {
                return new Reply.Problem(
                        400,
                        "the body does not name a container",
                        "send {\"name\": NAME, \"id\": ID} with the full id of 64 lower-case hex"
                                + " digits, and nothing else");
            }
            return registered(sockets.register(agent.get(), container.get()));
        });
    }

    private static Reply registered(Registering registering) {
        return switch (registering) {
            case Registering.Done _ -> new Reply.Done();
            case Registering.UnknownAgent _ -> UNKNOWN;
            case Registering.NamedOtherwise(String configured) ->
                    new Reply.Problem(
                            409,
                            "the configuration names container '" + configured + "' for this agent",
                            "register that one, or change 'container' in the configuration");
        };
    }

    Intake forget(List<String> values) {
        return WholeBody.none(_ -> {
            Optional<AgentName> agent = agent(values);
            return agent.isPresent() && sockets.forget(agent.get()) ? new Reply.Done() : UNKNOWN;
        });
    }

    private static Optional<AgentName> agent(List<String> values) {
        return Optional.of(values.getFirst()).filter(AgentName::isValid).map(AgentName::new);
    }

    private static AgentFacts facts(ServedAgent served) {
        Agent agent = served.agent();
        return new AgentFacts(
                agent.name(),
                agent.account(),
                agent.socket(),
                served.directory(),
                served.container());
    }
}
