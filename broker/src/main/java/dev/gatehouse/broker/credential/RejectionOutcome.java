package dev.gatehouse.broker.credential;

/// What to do after Forgejo answered 401 to a lent token.
public sealed interface RejectionOutcome {
    /// There is another token by now, and its account is verified: a request without a body may be
    /// sent once more.
    ///
    /// @param loan the borrower closes it, used or not
    record RetryWith(Loan loan) implements RejectionOutcome {}

    /// There is none: this is the agent's answer.
    record Dead(Lending.Unavailable why) implements RejectionOutcome {}
}
