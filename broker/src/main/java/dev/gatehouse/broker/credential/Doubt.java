package dev.gatehouse.broker.credential;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Finds out what a 401 means. Forgejo answers it to a token that is not valid, but also to calls
/// that it takes from no token at all, such as those that make tokens: an agent could otherwise
/// have its own credential declared dead.
///
/// The source is read, and if it has no other token Forgejo is asked whose the current one is. Of
/// the calls that meet the same 401 the first asks, and the others wait for what it learns.
final class Doubt {
    enum Verdict {
        /// What is known about the token has changed, or is no reason to ask: lend by that.
        LEND_AGAIN,
        /// The token is valid: it was the call that Forgejo refused.
        ALIVE,
        /// Forgejo did not say.
        UNCLEAR
    }

    private record Inquiry(Generation about, CompletableFuture<Verdict> verdict) {}

    private final Desk desk;
    private final Holding holding;
    private final AccountCheck accountCheck;
    private final BooleanSupplier reread;
    private @Nullable Inquiry underWay;

    /// @param reread reads the source and says whether it gave another token
    Doubt(Desk desk, Holding holding, AccountCheck accountCheck, BooleanSupplier reread) {
        this.desk = desk;
        this.holding = holding;
        this.accountCheck = accountCheck;
        this.reread = reread;
    }

    synchronized CompletionStage<Verdict> about(Generation rejected) {
        if (underWay == null || underWay.about() != rejected) {
            underWay =
                    new Inquiry(
                            rejected,
                            CompletableFuture.supplyAsync(
                                    () -> inquire(rejected), desk.executor()));
        }
        return underWay.verdict().copy();
    }

    private Verdict inquire(Generation rejected) {
        try {
            boolean current = holding.generation() == rejected;
            if (!current
                    || !(holding.state() instanceof CredentialState.Verified)
                    || reread.getAsBoolean()) {
                return Verdict.LEND_AGAIN;
            }
            try (Loan loan = holding.lendForCheck()) {
                return loan == null || loan.generation() != rejected
                        ? Verdict.LEND_AGAIN
                        : judge(accountCheck.ask(loan), rejected);
            }
        } finally {
            done(rejected);
        }
    }

    private Verdict judge(AccountAnswer answer, Generation rejected) {
        return switch (answer) {
            case AccountAnswer.IsAccount _, AccountAnswer.Rejected401 _ -> {
                AccountCheck.Finding found = accountCheck.judge(answer, holding.state());
                boolean settled = holding.settle(rejected, found.state(), found.accountJson());
                yield settled && found.state() instanceof CredentialState.Verified
                        ? Verdict.ALIVE
                        : Verdict.LEND_AGAIN;
            }
            // Taken, or it were a 401; and whose it is was known before: tokens have one owner.
            case AccountAnswer.CannotTell _ -> Verdict.ALIVE;
            case AccountAnswer.Unreachable _ -> Verdict.UNCLEAR;
        };
    }

    private synchronized void done(Generation rejected) {
        if (underWay != null && underWay.about() == rejected) {
            underWay = null;
        }
    }
}
