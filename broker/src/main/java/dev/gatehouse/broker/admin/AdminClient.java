package dev.gatehouse.broker.admin;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Container;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.credential.TokenSearch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// Asks a running broker, at its operator's socket. Blocks; each call is a connection of its own.
/// Every [IOException] says what failed, where, and what to do; the broker's own "no" is an
/// [AdminRefusal].
///
/// @param socket the broker's `admin.sock`
public record AdminClient(Path socket) {
    /// Writes what is to be searched.
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    public AgentFacts agent(AgentName agent) throws IOException {
        return AdminDocuments.agent(call("GET", "/v1/agents/" + agent)).orElseThrow(this::garbled);
    }

    /// From now on the agent is served in this container only.
    public void register(AgentName agent, String name, ContainerId id) throws IOException {
        try (AdminConnection connection = AdminConnection.open(socket)) {
            connection.send(
                    "PUT",
                    "/v1/agents/" + agent + "/container",
                    AdminDocuments.of(new Container(name, id)));
            byte[] _ = connection.reply();
        }
    }

    public void forget(AgentName agent) throws IOException {
        byte[] _ = call("DELETE", "/v1/agents/" + agent + "/container");
    }

    /// Looks for the broker's tokens in content of any length, which is sent as it is written.
    public TokenSearch.Result search(Content content) throws IOException {
        try (AdminConnection connection = AdminConnection.open(socket)) {
            connection.send("POST", "/v1/search", content);
            return AdminDocuments.result(connection.reply()).orElseThrow(this::garbled);
        }
    }

    private byte[] call(String method, String path) throws IOException {
        try (AdminConnection connection = AdminConnection.open(socket)) {
            connection.send(method, path);
            return connection.reply();
        }
    }

    private IOException garbled() {
        return new IOException(
                "the answer at "
                        + socket
                        + " is not understood: use the command of the same version as the broker");
    }
}
