package dev.gatehouse.broker.admin;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Container;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.credential.TokenSearch;
import dev.gatehouse.broker.log.LogLevel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Asks a running broker, at its operator's socket. Blocks; each call is a connection of its own.
/// Every [IOException] says what failed, where, and what to do; the broker's own "no" is an
/// [AdminRefusal].
///
/// @param socket the broker's `admin.sock`
/// @param patience how long one call may take
public record AdminClient(Path socket, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public AdminClient(Path socket) {
        this(socket, PATIENCE);
    }

    /// Writes what is to be searched.
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// What stands at a path of `docs/admin.md`.
    public JsonNode get(String path) throws IOException {
        return AdminDocuments.parsed(call("GET", path)).orElseThrow(this::garbled);
    }

    /// What stands at a path that is no JSON.
    public String text(String path) throws IOException {
        return new String(call("GET", path), StandardCharsets.UTF_8);
    }

    /// Asks for something to be done.
    ///
    /// @return what the broker says of it; a missing node where that is nothing
    public JsonNode post(String path) throws IOException {
        byte[] body = call("POST", path);
        return body.length == 0
                ? MissingNode.getInstance()
                : AdminDocuments.parsed(body).orElseThrow(this::garbled);
    }

    /// Sets the level of a logger of the daemon.
    ///
    /// @param level none: the configured one
    /// @return the loggers that have it now
    public JsonNode level(String logger, Optional<LogLevel> level) throws IOException {
        try (AdminConnection connection = AdminConnection.open(socket, patience)) {
            connection.send(
                    "PUT",
                    "/v1/log/" + URLEncoder.encode(logger, StandardCharsets.UTF_8),
                    AdminDocuments.level(level));
            return AdminDocuments.parsed(connection.reply()).orElseThrow(this::garbled);
        }
    }

    public AgentFacts agent(AgentName agent) throws IOException {
        return AdminDocuments.agent(call("GET", "/v1/agents/" + agent)).orElseThrow(this::garbled);
    }

    /// From now on the agent is served in this container only.
    public void register(AgentName agent, String name, ContainerId id) throws IOException {
        try (AdminConnection connection = AdminConnection.open(socket, patience)) {
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
        try (AdminConnection connection = AdminConnection.open(socket, patience)) {
            connection.send("POST", "/v1/search", content);
            return AdminDocuments.result(connection.reply()).orElseThrow(this::garbled);
        }
    }

    private byte[] call(String method, String path) throws IOException {
        try (AdminConnection connection = AdminConnection.open(socket, patience)) {
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
