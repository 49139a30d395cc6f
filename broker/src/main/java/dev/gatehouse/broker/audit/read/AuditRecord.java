package dev.gatehouse.broker.audit.read;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.audit.AuditEvent;
import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.Phrase;
import dev.gatehouse.protocol.RefusalCode;
import java.time.Instant;
import java.util.Optional;

/// One record of the log, in the words in which it was written.
public sealed interface AuditRecord {
    Place place();

    /// Where in the chain, and when.
    record Place(long sequence, Instant time) {}

    /// An intent, a refusal, a peer that was turned away, or an alarm.
    record Event(Place place, AuditEvent event) implements AuditRecord {}

    /// How a call came out.
    ///
    /// @param intent the number of its intent
    /// @param call without refs and fetch, which stand in the intent
    record Outcome(
            Place place,
            long intent,
            AgentName agent,
            AccountName account,
            Call call,
            OutcomeEvent outcome)
            implements AuditRecord {}

    /// What a shadow grant would have refused of a call that went on.
    record ShadowRefusal(
            Place place,
            long intent,
            AgentName agent,
            AccountName account,
            Call call,
            RefusalCode code,
            Phrase rule)
            implements AuditRecord {}

    record Started(Place place, String version) implements AuditRecord {}

    record Stopped(Place place) implements AuditRecord {}

    /// A file that follows another.
    record Continued(Place place, String file) implements AuditRecord {}

    /// The broker before ended without [Stopped].
    ///
    /// @param openIntents calls that were under way
    /// @param tornPieces how often something was cut from the end
    record Recovered(Place place, long openIntents, boolean headMissing, int tornPieces)
            implements AuditRecord {}

    /// The log could be written again.
    ///
    /// @param lost events that found no room to wait in
    record Resumed(Place place, String fault, long durable, long lost) implements AuditRecord {}

    /// Of a kind, or with a word, that this version does not know.
    record Foreign(Place place, String kind) implements AuditRecord {}

    /// The call that the record is about, where it is about one.
    default Optional<Call> asked() {
        return switch (this) {
            case Event(Place _, AuditEvent.Intent intent) -> Optional.of(intent.call());
            case Event(Place _, AuditEvent.Refusal refusal) -> Optional.of(refusal.call());
            case Event(Place _, AuditEvent.PeerRejected _) -> Optional.empty();
            case Event(Place _, AuditEvent.Alarm _) -> Optional.empty();
            case Outcome outcome -> Optional.of(outcome.call());
            case ShadowRefusal shadow -> Optional.of(shadow.call());
            case Started _, Stopped _, Continued _, Recovered _, Resumed _, Foreign _ ->
                    Optional.empty();
        };
    }

    /// The agent that the record is about, where it is about one.
    default Optional<AgentName> whose() {
        return switch (this) {
            case Event(Place _, AuditEvent.Intent intent) -> Optional.of(intent.caller().agent());
            case Event(Place _, AuditEvent.Refusal refusal) ->
                    Optional.of(refusal.caller().agent());
            case Event(Place _, AuditEvent.PeerRejected rejected) -> Optional.of(rejected.agent());
            case Event(Place _, AuditEvent.Alarm alarm) -> alarm.agent();
            case Outcome outcome -> Optional.of(outcome.agent());
            case ShadowRefusal shadow -> Optional.of(shadow.agent());
            case Started _, Stopped _, Continued _, Recovered _, Resumed _, Foreign _ ->
                    Optional.empty();
        };
    }

    /// Whether something was said no to.
    default boolean refused() {
        return switch (this) {
            case Event(Place _, AuditEvent.Intent _) -> false;
            case Event(Place _, AuditEvent.Refusal _) -> true;
            case Event(Place _, AuditEvent.PeerRejected _) -> true;
            case Event(Place _, AuditEvent.Alarm _) -> false;
            case Outcome outcome -> outcome.outcome().code().isPresent();
            case ShadowRefusal _ -> true;
            case Started _, Stopped _, Continued _, Recovered _, Resumed _, Foreign _ -> false;
        };
    }
}
