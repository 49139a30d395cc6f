package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Locale;
import java.util.Optional;

/// What can be recorded. Every field is a closed vocabulary, a number or a validated name, so that
/// no secret, body or query value has a place to stand in.
public sealed interface AuditEvent {
    /// A call that the policy permits, before anything goes upstream.
    ///
    /// @param rule the rule that permits it
    record Intent(Caller caller, Call call, Phrase rule) implements AuditEvent {}

    /// A call that never went upstream.
    ///
    /// @param rule the rule that refuses it
    record Refusal(Caller caller, Call call, RefusalCode code, Phrase rule) implements AuditEvent {}

    /// A connection that was closed at accept.
    record PeerRejected(AgentName agent, Peer peer, Mismatch mismatch) implements AuditEvent {}

    /// Something the operator should look at.
    record Alarm(Cause cause, Optional<AgentName> agent, Phrase detail) implements AuditEvent {}

    /// Why a peer is not who may call on this socket.
    enum Mismatch {
        UID,
        GID,
        /// It runs in another container than the registered one, or in none, or none is registered.
        CONTAINER,
        /// The kernel gave no usable credentials, or the process ended before it was looked at.
        UNKNOWN_PEER;

        /// The word in the log.
        public String word() {
            return AuditEvent.word(this);
        }
    }

    /// What an alarm is about.
    enum Cause {
        CREDENTIAL_REJECTED,
        IDENTITY_MISMATCH,
        PEER_MISMATCH,
        SECRET_IN_ANSWER,
        AUDIT,
        DESCRIPTORS_SHORT,
        OTHER;

        /// The word in the log.
        public String word() {
            return AuditEvent.word(this);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
