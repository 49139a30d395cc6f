package dev.gatehouse.broker.credential;

import dev.gatehouse.broker.agent.AccountName;
import java.time.Instant;

/// What is known about one agent's token. Only [Verified] is lent.
public sealed interface CredentialState {
    /// Forgejo was not asked yet, or did not answer: it is asked before the next use.
    ///
    /// @param why for the operator
    record Unverified(String why) implements CredentialState {}

    /// The token belongs to the configured account.
    record Verified(Instant since) implements CredentialState {}

    /// Forgejo answered 401 to this token, and the source has no other.
    record Rejected(Instant since) implements CredentialState {}

    /// The token works, and belongs to somebody else.
    ///
    /// @param actual the login that Forgejo named, or a stand-in where that is no login
    record Mismatch(AccountName expected, String actual, Instant since)
            implements CredentialState {}

    /// The token works, but Forgejo does not say whose it is. That is no proof, so it is not lent.
    ///
    /// @param why for the operator
    record Unproven(AccountName expected, String why, Instant since) implements CredentialState {}

    /// There is no token, because the source never gave one.
    ///
    /// @param problem for the operator: names the source
    /// @param remedy for the operator
    record Unreadable(String problem, String remedy, Instant since) implements CredentialState {}
}
