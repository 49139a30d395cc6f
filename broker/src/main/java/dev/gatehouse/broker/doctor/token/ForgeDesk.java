package dev.gatehouse.broker.doctor.token;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.credential.CredentialState;
import java.io.IOException;

/// Reads one agent's token as the broker does, and asks the forge with it. The token itself is not
/// shown. Blocks, for seconds at most.
public interface ForgeDesk extends AutoCloseable {
    /// What became of a question.
    sealed interface Answer {
        record Answered(int status, String body) implements Answer {}

        record Unanswered(String why) implements Answer {}
    }

    /// Opens one for one agent.
    @FunctionalInterface
    interface Source {
        /// @param brokerUid whose files tokens have to be
        ForgeDesk open(Agent agent, int brokerUid) throws IOException;
    }

    /// What the token turned out to be.
    CredentialState state();

    /// `GET`, with the token, if that is verified.
    ///
    /// @param target such as `/api/v1/user`
    Answer ask(String target);

    @Override
    void close();
}
