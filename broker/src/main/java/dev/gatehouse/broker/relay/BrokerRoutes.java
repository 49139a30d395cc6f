package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.admission.Explainer;
import dev.gatehouse.broker.admission.Explanation;
import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Limits;
import dev.gatehouse.broker.own.OwnCall;
import dev.gatehouse.broker.own.OwnReply;
import dev.gatehouse.broker.own.OwnRoutes;
import dev.gatehouse.broker.own.OwnWork;
import dev.gatehouse.broker.policy.Grant;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.policy.PushRule;
import dev.gatehouse.broker.route.Router;
import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/// The broker's own answers, about the asking agent only.
public final class BrokerRoutes implements OwnRoutes {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Refusal BAD_EXPLAIN =
            new Refusal(
                    RefusalCode.MALFORMED,
                    "explain",
                    "the body does not name a call",
                    "send {\"method\": \"POST\", \"path\": \"/api/v1/...\", \"body\": {...}}");

    private final String version;
    private final String forge;
    private final Router router;
    private final Supplier<Policy> policy;
    private final Function<AgentName, String> credential;

    /// @param credential one word on the state of an agent's token
    public BrokerRoutes(
            String version,
            String forge,
            Router router,
            Supplier<Policy> policy,
            Function<AgentName, String> credential) {
        this.version = version;
        this.forge = forge;
        this.router = router;
        this.policy = policy;
        this.credential = credential;
    }

    @Override
    public OwnWork answer(OwnCall call, OwnReply reply) {
        switch (call.route().path()) {
            case BrokerPaths.WHOAMI -> reply.document(JSON.writeValueAsBytes(whoami(call)));
            case BrokerPaths.POLICY -> reply.document(JSON.writeValueAsBytes(policy(call.agent())));
            case BrokerPaths.EXPLAIN ->
                    explain(call.agent().name(), call.fields())
                            .ifPresentOrElse(reply::document, () -> reply.refuse(BAD_EXPLAIN));
            default -> reply.document(JSON.writeValueAsBytes(Map.of("status", "ok")));
        }
        return OwnWork.done();
    }

    private Map<String, Object> whoami(OwnCall call) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("agent", call.agent().name().value());
        answer.put("account", call.agent().account().value());
        answer.put("forge", forge);
        answer.put("credential", credential.apply(call.agent().name()));
        answer.put("peer", Map.of("uid", call.peer().uid(), "pid", call.peer().pid()));
        answer.put("broker", Map.of("version", version));
        return answer;
    }

    private Map<String, Object> policy(Agent agent) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("agent", agent.name().value());
        answer.put("account", agent.account().value());
        answer.put(
                "grants",
                policy.get().grantsOf(agent.name()).stream().map(BrokerRoutes::grant).toList());
        Limits limits = agent.limits();
        answer.put(
                "limits",
                Map.of(
                        "requests-per-minute",
                        limits.requestsPerMinute(),
                        "concurrent",
                        limits.concurrentExchanges(),
                        "body",
                        limits.bodyBytes()));
        return answer;
    }

    private static Map<String, Object> grant(Grant grant) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("repositories", words(grant.repositories()));
        answer.put("roles", grant.roles().stream().sorted().map(role -> role.word()).toList());
        answer.put("allow", grant.allow().stream().sorted().toList());
        answer.put("deny", grant.deny().stream().sorted().toList());
        answer.put(
                "accept-risk",
                grant.acceptRisk().stream().map(risk -> risk.word()).sorted().toList());
        answer.put("push", push(grant.push()));
        answer.put("paths", Map.of("deny", words(grant.paths().deny())));
        return answer;
    }

    private static Map<String, Object> push(PushRule push) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("branches", words(push.branches()));
        answer.put("tags", words(push.tags()));
        answer.put("create", push.create());
        answer.put("force", push.force());
        answer.put("delete", push.delete());
        return answer;
    }

    private static List<String> words(List<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    private Optional<byte[]> explain(AgentName agent, Map<String, ?> body) {
        if (!(body.get("method") instanceof String method)
                || !(body.get("path") instanceof String path)) {
            return Optional.empty();
        }
        Map<String, Object> inner = new LinkedHashMap<>();
        if (body.get("body") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> inner.put((String) name, value));
        }
        Explanation explanation =
                new Explainer(router, policy.get()).explain(agent, method, path, inner);
        return Optional.of(JSON.writeValueAsBytes(ExplanationJson.of(explanation)));
    }
}
