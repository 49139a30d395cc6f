package dev.gatehouse.broker.admission.model;

import dev.gatehouse.broker.admission.Asking;
import dev.gatehouse.broker.audit.Admittance;
import dev.gatehouse.broker.audit.AuditEvent;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.Caller;
import dev.gatehouse.broker.audit.Elsewhere;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.Phrase;
import dev.gatehouse.broker.audit.Receipt;
import dev.gatehouse.broker.audit.Unavailable;
import dev.gatehouse.broker.model.ModelDecision;
import dev.gatehouse.broker.model.ModelFacts;
import dev.gatehouse.broker.model.ModelOperation;
import dev.gatehouse.broker.model.ModelRoute;
import dev.gatehouse.broker.model.ModelRules;
import dev.gatehouse.broker.model.budget.Budget;
import dev.gatehouse.broker.model.budget.Entry;
import dev.gatehouse.broker.model.budget.Reservation;
import dev.gatehouse.broker.model.budget.TokenBound;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Decides on a call to a model, takes it out of the agent's budget, and puts it on record; only
/// then there is a [ModelAdmitted].
public final class ModelAdmissions {
    private static final Duration AUDIT_MAY_BE_BACK = Duration.ofSeconds(10);

    private final AuditLog audit;

    public ModelAdmissions(AuditLog audit) {
        this.audit = audit;
    }

    /// @param facts what the body says, as far as it was read
    /// @param bodyBytes of the whole body, where its length was announced; else those read so far
    public CompletionStage<ModelAdmission> admit(
            Asking asking,
            ModelRules rules,
            Budget budget,
            ModelRoute.Call call,
            ModelFacts facts,
            long bodyBytes) {
        Optional<String> model = facts.model().or(call::model);
        return switch (decide(rules, call, facts)) {
            case ModelDecision.Refuse(Refusal refusal) ->
                    rejected(
                            asking,
                            Optional.of(call.operation()),
                            model,
                            refusal,
                            Optional.empty());
            case ModelDecision.Permit(String rule) ->
                    switch (budget.enter(
                            model, TokenBound.of(call.operation(), facts, bodyBytes))) {
                        case Entry.Refused refused ->
                                rejected(
                                        asking,
                                        Optional.of(call.operation()),
                                        model,
                                        refused.refusal(),
                                        refused.retryAfter());
                        case Entry.Entered(Reservation reservation) ->
                                intend(asking, call, model, rule, reservation);
                    };
        };
    }

    private static ModelDecision decide(ModelRules rules, ModelRoute.Call call, ModelFacts facts) {
        ModelDecision operation = rules.decide(call);
        return operation instanceof ModelDecision.Permit && facts.model().isPresent()
                ? rules.decide(facts.model().get())
                : operation;
    }

    private CompletionStage<ModelAdmission> intend(
            Asking asking,
            ModelRoute.Call call,
            Optional<String> model,
            String rule,
            Reservation reservation) {
        return audit.admit(
                        new AuditEvent.Intent(
                                caller(asking),
                                recorded(asking, Optional.of(call.operation()), model),
                                Phrase.masked(rule)))
                .thenApply(admittance ->
                        switch (admittance) {
                            case Admittance.Recorded recorded ->
                                    new ModelAdmitted(asking, call, reservation, recorded.id());
                            case Unavailable _ -> {
                                reservation.release();
                                yield auditUnavailable();
                            }
                        });
    }

    /// Puts on record that a call is refused.
    ///
    /// @param operation none where no route was found
    /// @param model what the agent named; what is no model's name at all is not recorded
    public CompletionStage<ModelAdmission> reject(
            Asking asking,
            Optional<ModelOperation> operation,
            Optional<String> model,
            Refusal refusal) {
        return rejected(
                asking,
                operation,
                model.filter(Elsewhere.Model::isName),
                refusal,
                Optional.empty());
    }

    private CompletionStage<ModelAdmission> rejected(
            Asking asking,
            Optional<ModelOperation> operation,
            Optional<String> model,
            Refusal refusal,
            Optional<Duration> retryAfter) {
        return audit.refused(
                        new AuditEvent.Refusal(
                                caller(asking),
                                recorded(asking, operation, model),
                                refusal.code(),
                                Phrase.masked(refusal.rule())))
                .thenApply(receipt ->
                        switch (receipt) {
                            case Receipt.Written _ ->
                                    new ModelAdmission.Rejected(refusal, retryAfter);
                            case Unavailable _ -> auditUnavailable();
                        });
    }

    /// Puts on record how an admitted call came out.
    public void finish(ModelAdmitted admitted, OutcomeEvent outcome) {
        audit.outcome(admitted.audit(), outcome);
    }

    private static ModelAdmission.Rejected auditUnavailable() {
        return new ModelAdmission.Rejected(
                new Refusal(
                        RefusalCode.AUDIT_UNAVAILABLE,
                        "audit",
                        "the call cannot be put on record, so it is not made",
                        "Tell the operator; the broker's log says why."),
                Optional.of(AUDIT_MAY_BE_BACK));
    }

    private static Caller caller(Asking asking) {
        return new Caller(asking.agent().name(), asking.agent().account(), asking.peer());
    }

    private static Call recorded(
            Asking asking, Optional<ModelOperation> operation, Optional<String> model) {
        return Call.ofModel(
                asking.exchange().value(),
                operation.map(ModelOperation::id),
                operation.map(ModelOperation::method),
                model);
    }
}
