package dev.gatehouse.broker.admin.server;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Container;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.credential.CredentialState;
import dev.gatehouse.broker.listener.OpenConnection;
import dev.gatehouse.broker.listener.OpenSocket;
import dev.gatehouse.broker.listener.ServedAgent;
import dev.gatehouse.broker.metrics.AgentCalls;
import dev.gatehouse.broker.metrics.LastError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How each agent is doing, as documents for the operator. Not for an event loop: looks at the disk
/// and at `/proc`.
final class AgentReport {
    private final Daemon daemon;

    AgentReport(Daemon daemon) {
        this.daemon = daemon;
    }

    /// In the order of their names.
    List<Map<String, @Nullable Object>> agents() {
        return daemon.configuration().get().agents().values().stream()
                .map(AgentSettings::agent)
                .map(this::agent)
                .toList();
    }

    /// Of all agents.
    List<Map<String, @Nullable Object>> connections() {
        return daemon.configuration().get().agents().keySet().stream()
                .flatMap(agent -> connections(agent).stream())
                .toList();
    }

    private List<Map<String, @Nullable Object>> connections(AgentName agent) {
        return daemon.sockets().open(agent).stream()
                .flatMap(socket -> socket.connections().stream())
                .map(open -> {
                    Map<String, @Nullable Object> members = new LinkedHashMap<>();
                    members.put("agent", agent.value());
                    members.putAll(connection(agent, open));
                    return members;
                })
                .toList();
    }

    private Map<String, @Nullable Object> agent(Agent agent) {
        AgentName name = agent.name();
        List<OpenSocket> sockets = daemon.sockets().open(name);
        AgentCalls calls = daemon.metrics().calls().of(name);
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("agent", name.value());
        members.put("account", agent.account().value());
        members.put("sockets", sockets.stream().map(AgentReport::socket).toList());
        members.put(
                "connections",
                sockets.stream()
                        .flatMap(socket -> socket.connections().stream())
                        .map(open -> connection(name, open))
                        .toList());
        members.put("calls", calls.calls());
        members.put("refusals", calls.refusals());
        members.put("credential", credential(daemon.tokens().find(name)));
        members.put("last_error", calls.lastError().map(AgentReport::error).orElse(null));
        members.put("limits_hit", calls.limitsHit());
        return members;
    }

    /// @param state none between two configurations
    private static Map<String, @Nullable Object> credential(Optional<CredentialState> state) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("state", state.map(CredentialState::word).orElse("unverified"));
        members.put("since", StatusReport.text(state.flatMap(CredentialState::foundAt)));
        return members;
    }

    private static Map<String, @Nullable Object> socket(OpenSocket socket) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("path", socket.path().toString());
        members.put("state", socket.state().word());
        return members;
    }

    private Map<String, @Nullable Object> connection(AgentName agent, OpenConnection open) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("door", open.door());
        members.put("uid", open.peer().uid());
        members.put("pid", open.peer().pid());
        members.put(
                "container", open.peer().container().map(id -> container(agent, id)).orElse(null));
        members.put("command", CommandName.of(open.peer().pid()).orElse(null));
        members.put("since", StatusReport.text(open.since()));
        return members;
    }

    /// Its name, as long as it is the registered one.
    private String container(AgentName agent, ContainerId id) {
        Predicate<Container> isThis = container -> container.id().equals(id);
        return daemon.sockets()
                .find(agent)
                .flatMap(ServedAgent::container)
                .filter(isThis)
                .map(Container::name)
                .orElseGet(id::value);
    }

    private static Map<String, @Nullable Object> error(LastError error) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("at", StatusReport.text(error.at()));
        members.put("code", error.word());
        members.put("door", error.door());
        members.put("operation", error.operation().orElse(null));
        return members;
    }
}
