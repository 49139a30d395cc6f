package dev.gatehouse.broker.admin.server;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.CredentialState;
import dev.gatehouse.broker.listener.OpenConnection;
import dev.gatehouse.broker.listener.OpenSocket;
import dev.gatehouse.broker.metrics.Memory;
import dev.gatehouse.broker.metrics.Standing;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// What can be asked of the daemon as a whole.
final class DaemonActions {
    /// Prometheus' own name of its text format.
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final JsonMapper JSON = new JsonMapper();

    private final Daemon daemon;
    private final StatusReport status;
    private final AgentReport agents;

    DaemonActions(Daemon daemon) {
        this.daemon = daemon;
        this.status = new StatusReport(daemon, InstantSource.system());
        this.agents = new AgentReport(daemon);
    }

    Intake status(List<String> values) {
        return WholeBody.none(_ -> document(status.whole()));
    }

    Intake agents(List<String> values) {
        return WholeBody.none(_ -> document(Map.of("agents", agents.agents())));
    }

    Intake connections(List<String> values) {
        return WholeBody.none(_ -> document(Map.of("connections", agents.connections())));
    }

    Intake alarms(List<String> values) {
        return WholeBody.none(_ -> document(Map.of("alarms", status.alarms())));
    }

    Intake metrics(List<String> values) {
        return WholeBody.none(
                _ -> new Reply.Text(METRICS_TYPE, daemon.metrics().scrape(standing())));
    }

    Intake reload(List<String> values) {
        return WholeBody.none(_ -> reloaded());
    }

    Intake drain(List<String> values) {
        return new DrainIntake(daemon.controls());
    }

    private Reply reloaded() throws IOException {
        if (daemon.controls().isDraining()) {
            return new Reply.Problem(
                    409,
                    "the broker is draining",
                    "start it again: it reads its configuration then");
        }
        return switch (daemon.controls().reload()) {
            case Controls.Reloaded.InForce(int count, List<String> warnings) ->
                    document(Map.of("agents", count, "warnings", warnings));
            case Controls.Reloaded.Invalid(List<String> problems) ->
                    new Reply.Problems(
                            new Reply.Problem(
                                    422,
                                    "the configuration has "
                                            + problems.size()
                                            + " problem(s); the one before stays in force",
                                    "mend the file, and reload again"),
                            problems);
            case Controls.Reloaded.NoFile() ->
                    new Reply.Problem(
                            409,
                            "this broker was started without a configuration file",
                            "start it with 'gatehouse serve --config FILE'");
        };
    }

    private Standing standing() {
        List<Standing.Connected> connected = new ArrayList<>();
        Map<AgentName, Standing.Credential> credentials = new HashMap<>();
        daemon.configuration()
                .get()
                .agents()
                .keySet()
                .forEach(agent -> {
                    daemon.sockets().open(agent).stream()
                            .map(OpenSocket::connections)
                            .flatMap(List::stream)
                            .collect(
                                    Collectors.groupingBy(
                                            OpenConnection::door, Collectors.counting()))
                            .forEach((door, open) ->
                                    connected.add(
                                            new Standing.Connected(
                                                    agent, door, Math.toIntExact(open))));
                    daemon.tokens()
                            .find(agent)
                            .ifPresent(state ->
                                    credentials.put(
                                            agent,
                                            new Standing.Credential(
                                                    state.word(), CredentialState.WORDS)));
                });
        return new Standing(
                connected,
                credentials,
                daemon.audit().fault().isEmpty(),
                daemon.audit().unwritten(),
                daemon.controls().isDraining(),
                Memory.now());
    }

    private static Reply document(Map<String, ?> members) {
        return new Reply.Document(JSON.writeValueAsBytes(members));
    }
}
