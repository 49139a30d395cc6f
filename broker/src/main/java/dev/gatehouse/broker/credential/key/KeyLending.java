package dev.gatehouse.broker.credential.key;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.Loan;

/// The answer to a request for a key.
public sealed interface KeyLending {
    /// @param loan the borrower closes it
    record Lent(Loan loan) implements KeyLending {}

    /// The call goes without a key.
    record Unneeded() implements KeyLending {}

    /// Nothing is lent. Both texts are safe to show to the agent: they name no path, and nothing
    /// that the server said.
    record Unavailable(String detail, String remedy) implements KeyLending {
        private static final String ASK_OPERATOR =
                "Stop and tell the operator. Do not look for another key.";

        static Unavailable of(AgentName agent, KeyState state) {
            return switch (state) {
                case KeyState.Expired _ ->
                        new Unavailable(
                                "the key to the model that the broker holds for agent '"
                                        + agent
                                        + "' has expired",
                                "Tell the operator, who renews it by running the program on the host"
                                        + " that logged in (such as claude) once."
                                        + " Do not look for another key.");
                case KeyState.Rejected _ ->
                        new Unavailable(
                                "the model's server answered 401 to the key that the broker holds for agent '"
                                        + agent
                                        + "'",
                                ASK_OPERATOR);
                case KeyState.Unreadable _, KeyState.Ready _, KeyState.Unneeded _ ->
                        new Unavailable(
                                "the broker cannot read a key to the model for agent '"
                                        + agent
                                        + "'",
                                ASK_OPERATOR);
            };
        }
    }
}
