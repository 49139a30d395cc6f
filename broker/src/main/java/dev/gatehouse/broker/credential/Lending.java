package dev.gatehouse.broker.credential;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;

/// The answer to a request for a token.
public sealed interface Lending {
    /// @param loan the borrower closes it
    record Lent(Loan loan) implements Lending {}

    /// Nothing is lent. Both texts are safe to show to the agent: they name no path, no other
    /// account, and nothing that Forgejo said.
    record Unavailable(Cause cause, String detail, String remedy) implements Lending {
        private static final String ASK_OPERATOR =
                "Stop and tell the operator, who can run 'gatehouse token check'."
                        + " Do not look for another credential.";

        static Unavailable of(Agent agent, CredentialState state) {
            return switch (state) {
                case CredentialState.Unverified _, CredentialState.Verified _ ->
                        new Unavailable(
                                Cause.UPSTREAM_UNREACHABLE,
                                "Forgejo has not confirmed yet that the token for agent '%s' belongs to account '%s'."
                                        .formatted(agent.name(), agent.account()),
                                "Try again in a while.");
                case CredentialState.Rejected _ ->
                        new Unavailable(
                                Cause.CREDENTIAL_REJECTED,
                                "Forgejo answered 401 to the token that the broker holds for agent '%s'."
                                        .formatted(agent.name()),
                                ASK_OPERATOR);
                case CredentialState.Unreadable _ ->
                        new Unavailable(
                                Cause.CREDENTIAL_REJECTED,
                                "The broker cannot read a token for agent '%s'."
                                        .formatted(agent.name()),
                                ASK_OPERATOR);
                case CredentialState.Mismatch _ ->
                        new Unavailable(
                                Cause.IDENTITY_MISMATCH,
                                "The token that the broker holds for agent '%s' belongs to another account than '%s'."
                                        .formatted(agent.name(), agent.account()),
                                ASK_OPERATOR);
                case CredentialState.Unproven _ ->
                        new Unavailable(
                                Cause.IDENTITY_MISMATCH,
                                "Forgejo does not say that the token for agent '%s' belongs to account '%s'."
                                        .formatted(agent.name(), agent.account()),
                                ASK_OPERATOR);
            };
        }

        /// After a 401 that may have been about the call alone.
        static Unavailable unclear(Agent agent) {
            return new Unavailable(
                    Cause.UPSTREAM_UNREACHABLE,
                    "Forgejo answered this call with 401, and then did not say whether the token for agent '%s' is still valid."
                            .formatted(agent.name()),
                    "Try again in a while. Do not look for another credential.");
        }

        static Unavailable unknown(AgentName agent) {
            return new Unavailable(
                    Cause.CREDENTIAL_REJECTED,
                    "The broker holds no token for agent '%s' any more.".formatted(agent),
                    ASK_OPERATOR);
        }
    }

    /// Each is the refusal code of the same name.
    enum Cause {
        CREDENTIAL_REJECTED,
        IDENTITY_MISMATCH,
        UPSTREAM_UNREACHABLE
    }
}
