package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.credential.mask.TokenMask;
import dev.gatehouse.broker.upstream.http.AnswerMask;
import dev.gatehouse.broker.upstream.http.Lender;
import dev.gatehouse.broker.upstream.http.OutboundHead;
import dev.gatehouse.protocol.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Lends nothing, as nothing is needed: for what a forge tells to strangers. A 401 is an answer
/// here, and there is no token to mask.
record StrangerLender(OutboundHead head) implements Lender {
    @Override
    public CompletionStage<Optional<Refusal>> lend() {
        return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public AnswerMask mask() {
        TokenMask none = TokenMask.of(List.of());
        return new AnswerMask(none, none.masker(() -> {}));
    }

    @Override
    public Optional<CompletionStage<AfterRejection>> rejected() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
