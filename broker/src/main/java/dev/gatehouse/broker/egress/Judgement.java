package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.egress.reach.ClosedHosts;
import dev.gatehouse.broker.egress.rule.Authority;
import dev.gatehouse.broker.egress.rule.EgressRules;
import dev.gatehouse.broker.egress.rule.HostPattern;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Optional;

/// Whether an agent may name a host and port. Nobody has been asked for its address yet.
sealed interface Judgement {
    /// @param rule as the configuration has it
    record Granted(EgressRules rules, String rule) implements Judgement {}

    record Denied(Refusal refusal) implements Judgement {}

    static Judgement of(Authority target, Optional<EgressRules> inForce, ClosedHosts closed) {
        if (closed.areNamed(target.host())) {
            return denied(
                    "egress closed host",
                    target.host().text()
                            + " is the forge or the model, which have sockets of their own",
                    "use forge.sock or model.sock");
        }
        if (inForce.isEmpty()) {
            return denied("egress", "the agent has no egress any more", "ask the operator");
        }
        EgressRules rules = inForce.get();
        Optional<HostPattern> pattern = rules.granting(target.host());
        if (pattern.isEmpty()) {
            return denied(
                    "egress.hosts",
                    target.host().text() + " is not among the granted hosts",
                    "GET /-/broker/v1/whoami lists them; ask the operator to add it to egress.hosts");
        }
        if (!rules.grants(target.port())) {
            return denied(
                    "egress.ports",
                    "port " + target.port() + " is not among the granted ports",
                    "GET /-/broker/v1/whoami lists them; ask the operator to add it to egress.ports");
        }
        return new Granted(rules, "egress.hosts \"" + pattern.get().text() + "\"");
    }

    private static Denied denied(String rule, String detail, String remedy) {
        return new Denied(new Refusal(RefusalCode.NOT_GRANTED, rule, detail, remedy));
    }
}
