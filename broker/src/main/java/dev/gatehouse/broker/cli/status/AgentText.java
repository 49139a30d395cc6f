package dev.gatehouse.broker.cli.status;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// One agent's sockets, who is connected there, and what it was refused.
final class AgentText {
    private static final String LINE = "  %-8s %s%n";

    private final PrintWriter out;
    private final Instant now;

    AgentText(PrintWriter out, Instant now) {
        this.out = out;
        this.now = now;
    }

    void print(JsonNode agent) {
        out.println();
        out.println(agent.path("agent").asString("?"));
        agent.path("sockets")
                .forEach(socket ->
                        out.printf(
                                LINE,
                                "socket",
                                socket.path("path").asString("?")
                                        + " "
                                        + socket.path("state").asString("?")));
        agent.path("connections")
                .forEach(connection -> out.printf(LINE, "from", caller(connection)));
        if (!agent.path("refusals").isEmpty()) {
            String refusals =
                    agent.path("refusals")
                            .propertyStream()
                            .map(each -> each.getValue().asLong(0) + " " + each.getKey())
                            .collect(Collectors.joining(", "));
            out.printf(LINE, "refused", refusals);
        }
        JsonNode error = agent.path("last_error");
        if (error.isObject()) {
            out.printf(
                    LINE,
                    "last",
                    "%s, %s ago: %s (%s)"
                            .formatted(
                                    error.path("code").asString("?"),
                                    Age.of(error.path("at"), now),
                                    error.path("operation").asString("no route"),
                                    error.path("door").asString("?")));
        }
    }

    private String caller(JsonNode connection) {
        return "%s, uid %d, pid %d, %s, at %s for %s"
                .formatted(
                        connection.path("command").asString("(unknown command)"),
                        connection.path("uid").asInt(-1),
                        connection.path("pid").asInt(-1),
                        connection.path("container").asString("no container"),
                        connection.path("door").asString("?"),
                        Age.of(connection.path("since"), now));
    }
}
