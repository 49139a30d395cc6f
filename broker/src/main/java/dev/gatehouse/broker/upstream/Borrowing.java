package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.Loan;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.credential.mask.TokenForms;
import dev.gatehouse.broker.credential.mask.TokenMask;
import java.util.List;

/// Where a call gets its credential.
sealed interface Borrowing {
    AnswerMask answerMask();

    /// Lent by the store, once it has checked whose token it is.
    record OfAgent(TokenStore tokens, AgentName agent) implements Borrowing {
        @Override
        public AnswerMask answerMask() {
            return new AnswerMask(tokens.mask(), tokens.masker(agent));
        }
    }

    /// Already lent, and closed by whoever lent it: for the check itself. A 401 is an answer here.
    record Held(Loan loan) implements Borrowing {
        @Override
        public AnswerMask answerMask() {
            TokenMask own = TokenMask.of(List.of(loan.use(TokenForms::of)));
            return new AnswerMask(own, own.masker(() -> {}));
        }
    }
}
