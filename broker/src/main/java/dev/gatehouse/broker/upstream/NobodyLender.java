package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.upstream.http.AnswerMask;
import dev.gatehouse.broker.upstream.http.Lender;
import dev.gatehouse.broker.upstream.http.OutboundHead;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Lends nothing: an LFS object that another host keeps is open to whoever knows where.
record NobodyLender(TokenStore tokens, AgentName agent, Supplier<OutboundHead> onHead)
        implements Lender {
    private static final Refusal REFUSED =
            new Refusal(
                    RefusalCode.UPSTREAM_UNREACHABLE,
                    "lfs-storage",
                    "the host that keeps this LFS object did not give it",
                    "ask for the object once more; else tell the operator");

    @Override
    public CompletionStage<Optional<Refusal>> lend() {
        return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public OutboundHead head() {
        return onHead.get();
    }

    @Override
    public AnswerMask mask() {
        return new AnswerMask(tokens.mask(), tokens.masker(agent));
    }

    @Override
    public Optional<CompletionStage<AfterRejection>> rejected() {
        return Optional.of(CompletableFuture.completedStage(new AfterRejection.Refused(REFUSED)));
    }

    @Override
    public void close() {}
}
