package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.admission.ExchangeId;
import dev.gatehouse.broker.audit.Admittance;
import dev.gatehouse.broker.audit.AuditEvent;
import dev.gatehouse.broker.audit.AuditId;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.Elsewhere.Destination;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.Phrase;
import dev.gatehouse.broker.audit.Receipt;
import dev.gatehouse.broker.egress.rule.Authority;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What audit and log are told of one request.
///
/// @param operation its word in the audit
/// @param target none where none was understood
record Ledger(
        AuditLog audit,
        Client client,
        ExchangeId exchange,
        String operation,
        Optional<Authority> target) {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    CompletionStage<Admittance> intent(String rule) {
        return audit.admit(new AuditEvent.Intent(client.caller(), call(), Phrase.masked(rule)));
    }

    CompletionStage<Receipt> refusal(Refusal refusal) {
        log(refusal);
        return audit.refused(
                new AuditEvent.Refusal(
                        client.caller(), call(), refusal.code(), Phrase.masked(refusal.rule())));
    }

    void outcome(AuditId intent, OutcomeEvent outcome) {
        audit.outcome(intent, outcome);
    }

    void log(Refusal refusal) {
        LOG.info(
                "exchange {} of agent {} refused: {} by {}: {}",
                exchange,
                client.agent().name(),
                refusal.code().word(),
                refusal.rule(),
                refusal.detail());
    }

    private Call call() {
        return Call.ofEgress(
                exchange.value(),
                operation,
                target.map(asked -> new Destination(asked.host().text(), asked.port())));
    }

    /// What is said where nothing can be put on record.
    static Refusal unavailable() {
        return new Refusal(
                RefusalCode.AUDIT_UNAVAILABLE,
                "audit",
                "the broker cannot write its audit record, so nothing was connected",
                "tell the operator; try again later");
    }
}
