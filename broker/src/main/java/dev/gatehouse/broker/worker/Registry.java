package dev.gatehouse.broker.worker;

import dev.gatehouse.broker.agent.AgentName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/// What workers need of the daemon: it attests callers by the container that is registered, and
/// looks for tokens in what it is sent, so that nobody here has to hold one.
public interface Registry {
    /// The container whose processes the daemon serves.
    record Registered(String name, String id) {}

    /// A token that the daemon holds, at this place of what it was sent.
    record Hit(AgentName agent, long offset) {}

    /// @throws IOException where the daemon does not answer, or does not know the agent
    Optional<Registered> registered(AgentName agent) throws IOException;

    void register(AgentName agent, Registered container) throws IOException;

    void forget(AgentName agent) throws IOException;

    List<Hit> search(Content content) throws IOException;

    /// Something to search.
    @FunctionalInterface
    interface Content {
        /// @param out buffered: it takes small pieces well
        void writeTo(OutputStream out) throws IOException;
    }
}
