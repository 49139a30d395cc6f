package dev.gatehouse.broker.credential;

import dev.gatehouse.broker.agent.Agent;
import java.util.concurrent.CompletionStage;

/// Asks Forgejo whose token this is.
@FunctionalInterface
public interface AccountLookup {
    /// @param loan open until the stage completes, and closed by the caller
    CompletionStage<AccountAnswer> whoAmI(Agent agent, Loan loan);
}
