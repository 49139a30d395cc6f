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
    ///
    /// @param echoed whether Forgejo repeats the credential in its answer, as a rule; it is masked
    ///   all the same, but no alarm is raised
    record OfAgent(TokenStore tokens, AgentName agent, boolean echoed) implements Borrowing {
        OfAgent(TokenStore tokens, AgentName agent) {
            this(tokens, agent, false);
        }

        @Override
        public AnswerMask answerMask() {
            return new AnswerMask(
                    tokens.mask(), echoed ? tokens.mask().masker(() -> {}) : tokens.masker(agent));
        }
    }

    /// No credential at all: what the call asks for is elsewhere, and open to whoever knows where.
    record Nobody(TokenStore tokens, AgentName agent, OutboundHead head) implements Borrowing {
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
