package dev.gatehouse.broker.upstream.model;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.HeldLoan;
import dev.gatehouse.broker.credential.Loan;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.credential.key.KeyLending;
import dev.gatehouse.broker.credential.key.KeyStore;
import dev.gatehouse.broker.upstream.http.AnswerMask;
import dev.gatehouse.broker.upstream.http.Lender;
import dev.gatehouse.broker.upstream.http.OutboundHead;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Lends an agent's key to its model.
final class ModelLender implements Lender {
    private final KeyStore keys;
    private final TokenStore tokens;
    private final AgentName agent;
    private final Function<Optional<Loan>, OutboundHead> head;
    private final HeldLoan loan = new HeldLoan();

    /// @param tokens masks the forge's tokens and the models' keys alike
    ModelLender(
            KeyStore keys,
            TokenStore tokens,
            AgentName agent,
            Function<Optional<Loan>, OutboundHead> head) {
        this.keys = keys;
        this.tokens = tokens;
        this.agent = agent;
        this.head = head;
    }

    @Override
    public CompletionStage<Optional<Refusal>> lend() {
        return keys.lend(agent).thenApply(this::taken);
    }

    @Override
    public OutboundHead head() {
        return head.apply(loan.get());
    }

    @Override
    public AnswerMask mask() {
        return new AnswerMask(tokens.mask(), tokens.masker(agent));
    }

    /// The server did not act on what it refused with 401, so a body that is held may go again.
    @Override
    public Optional<CompletionStage<AfterRejection>> rejected() {
        Optional<Loan> refused = loan.get();
        if (refused.isEmpty()) {
            return Optional.of(
                    CompletableFuture.completedStage(
                            new AfterRejection.Refused(
                                    new Refusal(
                                            RefusalCode.CREDENTIAL_REJECTED,
                                            "credential",
                                            "the model's server wants a key, and the broker has none",
                                            "Tell the operator: model.key is not configured."))));
        }
        return Optional.of(
                keys.rejected(refused.get())
                        .thenApply(lending ->
                                taken(lending)
                                        .<AfterRejection>map(AfterRejection.Refused::new)
                                        .orElseGet(() -> new AfterRejection.Another(true))));
    }

    private Optional<Refusal> taken(KeyLending lending) {
        return switch (lending) {
            case KeyLending.Lent(Loan fresh) -> {
                loan.take(fresh);
                yield Optional.empty();
            }
            case KeyLending.Unneeded _ -> Optional.empty();
            case KeyLending.Unavailable(String detail, String remedy) ->
                    Optional.of(
                            new Refusal(
                                    RefusalCode.CREDENTIAL_REJECTED, "credential", detail, remedy));
        };
    }

    @Override
    public void close() {
        loan.close();
    }
}
