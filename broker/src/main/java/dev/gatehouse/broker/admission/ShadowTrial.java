package dev.gatehouse.broker.admission;

import dev.gatehouse.broker.audit.AuditId;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.audit.Phrase;
import dev.gatehouse.broker.policy.Decision;
import dev.gatehouse.broker.policy.ForgeFacts;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.protocol.Refusal;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells what shadow grants would have refused of the calls that the grants in force permit.
/// Decides nothing: its methods have no answer.
///
/// What only the objects of a push show (a rewritten history, a protected path) is not tried.
final class ShadowTrial {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowTrial.class);

    private final Supplier<Policy> policy;
    private final AuditLog audit;

    ShadowTrial(Supplier<Policy> policy, AuditLog audit) {
        this.policy = policy;
        this.audit = audit;
    }

    /// Of a call whose intent is on record.
    void admit(AuditId id, Asking asking, Question question) {
        decide(question, ForgeFacts.NONE).ifPresent(decision -> tell(id, asking, decision));
    }

    /// Of a call that goes on now that Forgejo has answered, where it took the answer to know.
    void confirm(AuditId id, Asking asking, Question question, ForgeFacts forge) {
        if (decide(question, ForgeFacts.NONE).orElse(null) instanceof Decision.Inquire) {
            decide(question, forge).ifPresent(decision -> tell(id, asking, decision));
        }
    }

    private Optional<Decision> decide(Question question, ForgeFacts forge) {
        return policy.get().trial(question.agent()).map(trial -> question.to(trial, forge));
    }

    private void tell(AuditId id, Asking asking, Decision decision) {
        switch (decision) {
            case Decision.Refuse refuse -> {
                Refusal refusal = refuse.refusal();
                Phrase rule = Phrase.masked(refusal.rule());
                audit.shadowRefusal(id, refusal.code(), rule);
                LOG.info(
                        "exchange {} of agent {} goes on; a shadow grant would refuse it: {} by {}",
                        asking.exchange(),
                        asking.agent().name(),
                        refusal.code().word(),
                        rule.text());
            }
            case Decision.Permit _, Decision.Verify _, Decision.Inquire _ -> {}
        }
    }
}
