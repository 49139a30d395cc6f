package dev.gatehouse.broker.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.AgentConnection;
import java.io.IOException;
import java.nio.file.Path;

/// An agent that goes about its work while others do what they should not: by a connection that it
/// keeps, and by one for each call.
record Neighbour(Path socket) {
    private static final String CALL =
            "GET /api/v1/repos/charles/claude-hooks HTTP/1.1\r\nHost: forge\r\n\r\n";

    /// @param calls of each kind; every one of them has to be answered
    void isServed(int calls) throws IOException {
        try (AgentConnection kept = AgentConnection.open(socket)) {
            for (int call = 0; call < calls; call++) {
                assertThat(status(kept))
                        .as("call %s of %s, kept connection", call, socket)
                        .isEqualTo(200);
                try (AgentConnection fresh = AgentConnection.open(socket)) {
                    assertThat(status(fresh))
                            .as("call %s of %s, new connection", call, socket)
                            .isEqualTo(200);
                }
            }
        }
    }

    private static int status(AgentConnection connection) throws IOException {
        connection.send(CALL);
        return connection.reply().status();
    }
}
