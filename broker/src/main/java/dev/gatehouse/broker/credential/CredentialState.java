package dev.gatehouse.broker.credential;

import dev.gatehouse.broker.agent.AccountName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    /// All words of [#word].
    List<String> WORDS =
            List.of("unverified", "ok", "rejected", "mismatch", "unproven", "unreadable");

    /// The state in one word, for agents and operators.
    default String word() {
        return switch (this) {
            case Unverified _ -> "unverified";
            case Verified _ -> "ok";
            case Rejected _ -> "rejected";
            case Mismatch _ -> "mismatch";
            case Unproven _ -> "unproven";
            case Unreadable _ -> "unreadable";
        };
    }

    /// When it was found out; none where nothing was yet.
    default Optional<Instant> foundAt() {
        return switch (this) {
            case Unverified _ -> Optional.empty();
            case Verified(Instant since) -> Optional.of(since);
            case Rejected(Instant since) -> Optional.of(since);
            case Mismatch it -> Optional.of(it.since());
            case Unproven it -> Optional.of(it.since());
            case Unreadable it -> Optional.of(it.since());
        };
    }
}
