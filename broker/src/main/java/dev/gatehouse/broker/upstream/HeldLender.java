package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.credential.Loan;
import dev.gatehouse.broker.credential.mask.TokenForms;
import dev.gatehouse.broker.credential.mask.TokenMask;
import dev.gatehouse.broker.upstream.http.AnswerMask;
import dev.gatehouse.broker.upstream.http.Lender;
import dev.gatehouse.broker.upstream.http.OutboundHead;
import dev.gatehouse.protocol.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Passes on a token that is lent already, and that whoever lent it closes: for the check of a
/// token itself. A 401 is an answer here.
record HeldLender(Loan loan, Function<Loan, OutboundHead> onHead) implements Lender {
    @Override
    public CompletionStage<Optional<Refusal>> lend() {
        return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public OutboundHead head() {
        return onHead.apply(loan);
    }

    @Override
    public AnswerMask mask() {
        TokenMask own = TokenMask.of(List.of(loan.use(TokenForms::of)));
        return new AnswerMask(own, own.masker(() -> {}));
    }

    @Override
    public Optional<CompletionStage<AfterRejection>> rejected() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
