package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.HeldLoan;
import dev.gatehouse.broker.credential.Lending;
import dev.gatehouse.broker.credential.Loan;
import dev.gatehouse.broker.credential.RejectionOutcome;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.upstream.http.AnswerMask;
import dev.gatehouse.broker.upstream.http.Lender;
import dev.gatehouse.broker.upstream.http.OutboundHead;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Lends an agent's token, once the store has checked whose it is.
final class AgentLender implements Lender {
    private static final Refusal CALL_REFUSED =
            new Refusal(
                    RefusalCode.NOT_GRANTED,
                    "forge",
                    "Forgejo refused this call with 401 although the token is valid: it does not take this operation with a token",
                    "do not look for another credential; ask the operator");

    private final TokenStore tokens;
    private final AgentName agent;
    private final boolean echoed;
    private final Function<Loan, OutboundHead> head;
    private final HeldLoan loan = new HeldLoan();

    AgentLender(TokenStore tokens, AgentName agent, Function<Loan, OutboundHead> head) {
        this(tokens, agent, false, head);
    }

    /// @param echoed whether Forgejo repeats the credential in its answer, as a rule; it is masked
    ///   all the same, but no alarm is raised
    AgentLender(
            TokenStore tokens, AgentName agent, boolean echoed, Function<Loan, OutboundHead> head) {
        this.tokens = tokens;
        this.agent = agent;
        this.echoed = echoed;
        this.head = head;
    }

    @Override
    public CompletionStage<Optional<Refusal>> lend() {
        return tokens.lendVerified(agent)
                .thenApply(lending ->
                        switch (lending) {
                            case Lending.Unavailable unavailable ->
                                    Optional.of(refusal(unavailable));
                            case Lending.Lent lent -> {
                                loan.take(lent.loan());
                                yield Optional.empty();
                            }
                        });
    }

    @Override
    public OutboundHead head() {
        return head.apply(held());
    }

    @Override
    public AnswerMask mask() {
        return new AnswerMask(
                tokens.mask(), echoed ? tokens.mask().masker(() -> {}) : tokens.masker(agent));
    }

    @Override
    public Optional<CompletionStage<AfterRejection>> rejected() {
        Loan rejected = held();
        return Optional.of(
                tokens.rejected(rejected)
                        .thenApply(outcome ->
                                switch (outcome) {
                                    case RejectionOutcome.Dead dead -> refused(dead.why());
                                    case RejectionOutcome.RetryWith retry -> {
                                        loan.take(retry.loan());
                                        yield new AfterRejection.Another(false);
                                    }
                                    case RejectionOutcome.Alive _ ->
                                            new AfterRejection.Refused(CALL_REFUSED);
                                    case RejectionOutcome.Unclear unclear -> refused(unclear.why());
                                }));
    }

    private static AfterRejection refused(Lending.Unavailable why) {
        return new AfterRejection.Refused(refusal(why));
    }

    static Refusal refusal(Lending.Unavailable unavailable) {
        RefusalCode code =
                switch (unavailable.cause()) {
                    case CREDENTIAL_REJECTED -> RefusalCode.CREDENTIAL_REJECTED;
                    case IDENTITY_MISMATCH -> RefusalCode.IDENTITY_MISMATCH;
                    case UPSTREAM_UNREACHABLE -> RefusalCode.UPSTREAM_UNREACHABLE;
                };
        return new Refusal(code, "credential", unavailable.detail(), unavailable.remedy());
    }

    private Loan held() {
        return loan.get().orElseThrow();
    }

    @Override
    public void close() {
        loan.close();
    }
}
