package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.audit.AuditEvent.Intent;
import dev.gatehouse.broker.audit.AuditEvent.Refusal;
import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.protocol.RefusalCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Plausible events.
final class TestingEvents {
    static final Caller CALLER =
            new Caller(
                    new AgentName("dev"),
                    new AccountName("dev-bot"),
                    new Peer(10001, 10001, 4711).in(new ContainerId("0123456789abcdef".repeat(4))));
    static final Phrase RULE = new Phrase("agents.dev.grants[0] (line 12)");

    private TestingEvents() {}

    static Call call(String exchange) {
        return new Call(
                exchange,
                Optional.of("issueCreateComment"),
                Optional.of(HttpMethod.POST),
                Optional.of(new RepositoryName("charles", "claude-hooks")),
                List.of());
    }

    static Call push(String exchange, String ref) {
        return new Call(
                exchange,
                Optional.of("git-receive-pack"),
                Optional.of(HttpMethod.POST),
                Optional.of(new RepositoryName("charles", "claude-hooks")),
                List.of(
                        new RefUpdate(
                                ref,
                                Optional.of("0".repeat(40)),
                                Optional.of("a".repeat(40)),
                                false)));
    }

    static Intent intent(String exchange) {
        return new Intent(CALLER, call(exchange), RULE);
    }

    static Refusal refusal(String exchange) {
        return new Refusal(CALLER, call(exchange), RefusalCode.NOT_GRANTED, new Phrase("no grant"));
    }

    static OutcomeEvent answered() {
        return new OutcomeEvent(
                Ending.ANSWERED,
                OptionalInt.of(201),
                Optional.empty(),
                128,
                2048,
                Duration.ofMillis(37));
    }

    static Intent prompt(String exchange) {
        Call call =
                Call.ofModel(
                        exchange,
                        Optional.of("messages.create"),
                        Optional.of(HttpMethod.POST),
                        Optional.of("claude-sonnet-4-5"));
        return new Intent(CALLER, call, RULE);
    }

    static OutcomeEvent counted() {
        return new OutcomeEvent(
                Ending.ANSWERED,
                OptionalInt.of(200),
                Optional.empty(),
                128,
                2048,
                Duration.ofMillis(37),
                Optional.of(new TokenUsage(12, 34, 56, 78, false)));
    }

    static Refusal blocked(String exchange) {
        Call call =
                Call.ofEgress(
                        exchange,
                        "egress.connect",
                        Optional.of(new Elsewhere.Destination("example.com", 443)));
        return new Refusal(CALLER, call, RefusalCode.NOT_GRANTED, new Phrase("no grant"));
    }
}
