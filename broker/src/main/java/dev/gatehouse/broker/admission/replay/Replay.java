package dev.gatehouse.broker.admission.replay;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.audit.AuditEvent;
import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.read.AuditRecord;
import dev.gatehouse.broker.audit.read.OpenIntents;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Decides recorded calls again. Memory grows with the kinds of calls, not with their number. One
/// thread.
public final class Replay {
    private final Retrial retrial;
    private final OpenIntents intents = new OpenIntents();
    private final Map<Finding, Long> findings = new LinkedHashMap<>();
    private long unchanged;
    private long otherCalls;

    /// @param policy the one that is tried
    public Replay(Catalogue catalogue, Policy policy) {
        this.retrial = new Retrial(catalogue, policy);
    }

    /// Takes the next record of the log.
    public void take(AuditRecord record) {
        Optional<AuditEvent.Intent> intent = intents.take(record);
        switch (record) {
            case AuditRecord.Event event -> {
                if (event.event() instanceof AuditEvent.Refusal refusal) {
                    refusal(refusal);
                }
            }
            case AuditRecord.Outcome outcome ->
                    intent.ifPresentOrElse(asked -> settled(asked, outcome), () -> otherCalls++);
            case AuditRecord.ShadowRefusal _,
                    AuditRecord.Started _,
                    AuditRecord.Stopped _,
                    AuditRecord.Continued _,
                    AuditRecord.Recovered _,
                    AuditRecord.Resumed _,
                    AuditRecord.Foreign _ -> {}
        }
    }

    /// Takes note of the calls that have no outcome: they were permitted.
    public void finish() {
        for (AuditRecord.Event event : intents.underWay()) {
            if (event.event() instanceof AuditEvent.Intent intent) {
                decided(intent.caller().agent(), intent.call(), true, false);
            }
        }
    }

    /// What would change, or cannot be told, and for how many calls.
    public Map<Finding, Long> findings() {
        return Collections.unmodifiableMap(findings);
    }

    /// Calls whose decision stays.
    public long unchanged() {
        return unchanged;
    }

    /// Calls that no grant decides on, or that were refused for another reason.
    public long otherCalls() {
        return otherCalls;
    }

    private void refusal(AuditEvent.Refusal refusal) {
        switch (refusal.code()) {
            case NOT_GRANTED, REF_NOT_GRANTED, NEEDS_APPROVAL ->
                    decided(refusal.caller().agent(), refusal.call(), false, false);
            case MALFORMED,
                    UNKNOWN_ROUTE,
                    CREDENTIAL_REJECTED,
                    IDENTITY_MISMATCH,
                    LIMIT,
                    AUDIT_UNAVAILABLE,
                    UPSTREAM_UNREACHABLE,
                    UPSTREAM_TIMEOUT ->
                    otherCalls++;
        }
    }

    /// A call is refused for its refs after its intent where it took Forgejo or the pushed objects
    /// to know them. Other refusals of that time are not the policy's.
    private void settled(AuditEvent.Intent intent, AuditRecord.Outcome outcome) {
        Optional<RefusalCode> code = outcome.outcome().code();
        boolean permitted = !code.equals(Optional.of(RefusalCode.REF_NOT_GRANTED));
        decided(intent.caller().agent(), intent.call(), permitted, code.isEmpty());
    }

    private void decided(AgentName agent, Call call, boolean permitted, boolean sent) {
        switch (retrial.of(agent, call, sent)) {
            case Verdict.NoMatterOfGrants _ -> otherCalls++;
            case Verdict.Depends(String on) -> found(Change.CANNOT_TELL, agent, call, on);
            case Verdict.Permits(String rule) -> {
                if (permitted) {
                    unchanged++;
                } else {
                    found(Change.NEWLY_ALLOWED, agent, call, rule);
                }
            }
            case Verdict.Refuses(String code, String rule) -> {
                if (permitted) {
                    found(Change.NEWLY_REFUSED, agent, call, code + " by " + rule);
                } else {
                    unchanged++;
                }
            }
        }
    }

    private void found(Change change, AgentName agent, Call call, String why) {
        Finding finding =
                new Finding(
                        change,
                        agent,
                        call.operation().orElse(""),
                        call.repository(),
                        Finding.named(call.refs()),
                        why);
        findings.merge(finding, 1L, Long::sum);
    }
}
