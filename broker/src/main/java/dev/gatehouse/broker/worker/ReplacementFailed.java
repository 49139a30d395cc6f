package dev.gatehouse.broker.worker;

import dev.gatehouse.broker.agent.AgentName;
import java.io.IOException;

/// A worker could not be replaced. Its text says what became of it.
public final class ReplacementFailed extends IOException {
    private static final long serialVersionUID = 1;

    private ReplacementFailed(String message, IOException cause) {
        super(message, cause);
    }

    static ReplacementFailed putBack(
            AgentName agent, String container, boolean runs, IOException cause) {
        return new ReplacementFailed(
                "agent "
                        + agent
                        + " was not updated, and has its former container "
                        + container
                        + (runs ? ", which runs again" : ", which is stopped as before")
                        + ": "
                        + cause.getMessage(),
                cause);
    }

    static ReplacementFailed inTheMiddle(
            AgentName agent, IOException cause, IOException alsoFailed) {
        return new ReplacementFailed(
                "agent "
                        + agent
                        + " was not updated ("
                        + cause.getMessage()
                        + "), and its former container could not be put back ("
                        + alsoFailed.getMessage()
                        + "): mend that, then run gatehouse worker up "
                        + agent,
                cause);
    }
}
