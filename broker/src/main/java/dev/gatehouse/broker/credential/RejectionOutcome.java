package dev.gatehouse.broker.credential;

/// What to do after Forgejo answered 401 to a lent token.
public sealed interface RejectionOutcome {
    /// There is another token by now, and its account is verified: a request without a body may be
    /// sent once more.
    ///
    /// @param loan the borrower closes it, used or not
    record RetryWith(Loan loan) implements RejectionOutcome {}

    /// There is none that can be lent: this is the agent's answer.
    record Dead(Lending.Unavailable why) implements RejectionOutcome {}

    /// The token is valid: Forgejo refused this call, and would with any token.
    record Alive() implements RejectionOutcome {}

    /// Forgejo did not say whether the token is valid. It stays in use, and this is the agent's
    /// answer to this call.
    record Unclear(Lending.Unavailable why) implements RejectionOutcome {}
}
