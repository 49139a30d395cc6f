package dev.gatehouse.broker.doctor.socket;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Site;
import dev.gatehouse.broker.doctor.finding.Symptom;
import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.SocketLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks at an agent's socket as that agent, where this process has the agent's user: how long the
/// answer takes, and whom the broker takes the caller for. Anybody else would be noted as a
/// stranger, with an alarm, so nobody else asks.
public record AnswerCheck(Site site, Listeners listeners, Agent served) implements Check {
    private static final int OK = 200;
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String name() {
        return "answer";
    }

    @Override
    public Optional<AgentName> agent() {
        return Optional.of(served.name());
    }

    @Override
    public void look(Findings findings) throws IOException {
        Path socket = PathCheck.directory(site, served.name()).resolve(SocketLayout.FORGE_SOCKET);
        Listeners.At at = listeners.at(socket);
        if (!at.isListenedAt() || at.isKeptOnly()) {
            return;
        }
        if (site.ownUid() != served.socket().uid() || served.container().isPresent()) {
            findings.ok(
                    "not asked at %s: it is for uid %d%s, and another caller raises an alarm"
                            .formatted(
                                    socket,
                                    served.socket().uid(),
                                    served.container().map(it -> " in " + it).orElse("")));
            return;
        }
        switch (Knocker.DEFAULT.get(socket, BrokerPaths.HEALTH)) {
            case Knock.Answered answered -> answered(socket, answered, findings);
            case Knock.Silent silent ->
                    findings.of(
                            Symptom.BROKER_HUNG,
                            "%s takes the connection, and does not answer within %d ms"
                                    .formatted(socket, silent.limit().toMillis()),
                            Map.of("pids", at.pids()));
            case Knock.Cut _ ->
                    findings.of(
                            Symptom.PEER_REFUSED,
                            "%s cuts the connection of uid %d".formatted(socket, site.ownUid()));
            case Knock.Garbled _ -> garbled(socket, findings);
            case Knock.NotConnected(String why) ->
                    findings.of(
                            Symptom.SOCKET_STALE,
                            "%s is not to be reached: %s".formatted(socket, why));
        }
    }

    private void answered(Path socket, Knock.Answered answered, Findings findings)
            throws IOException {
        if (answered.status() != OK || !text(answered.body(), "status").equals("ok")) {
            garbled(socket, findings);
            return;
        }
        long millis = answered.time().toMillis();
        if (millis > Knocker.SLOW.toMillis()) {
            findings.of(Symptom.BROKER_SLOW, "%s answers in %d ms".formatted(socket, millis));
        }
        if (Knocker.DEFAULT.get(socket, BrokerPaths.WHOAMI) instanceof Knock.Answered whoami) {
            compareUid(socket, millis, whoami.body(), findings);
        }
    }

    private void compareUid(Path socket, long millis, String whoami, Findings findings) {
        int seen = parsed(whoami).path("peer").path("uid").asInt(-1);
        if (seen == site.ownUid()) {
            findings.ok(
                    "the broker answers at %s in %d ms, and sees uid %d"
                            .formatted(socket, millis, seen));
        } else {
            findings.of(
                    Symptom.PEER_UID_HIDDEN,
                    "the caller is uid %d, and the broker sees %d".formatted(site.ownUid(), seen));
        }
    }

    private static void garbled(Path socket, Findings findings) {
        findings.of(
                Symptom.BROKER_GARBLED,
                "what listens at " + socket + " does not answer as the broker does",
                Map.of("path", socket));
    }

    private static String text(String body, String member) {
        return parsed(body).path(member).asString("");
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException invalid) {
            return JSON.createObjectNode();
        }
    }
}
