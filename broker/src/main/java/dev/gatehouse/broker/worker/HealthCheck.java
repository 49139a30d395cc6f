package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.worker.run.AgentRun;
import dev.gatehouse.broker.worker.run.Ending;
import dev.gatehouse.broker.worker.run.Execution;
import dev.gatehouse.broker.worker.run.RunLimits;
import dev.gatehouse.broker.worker.run.RunOutput;
import dev.gatehouse.broker.worker.run.RunResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// A command that a new container has to run with success before it takes the place of another.
///
/// @param limit how long it may take
public record HealthCheck(List<String> command, Duration limit) {
    /// The agent's own tool finds the broker, and the broker its forge.
    public static final HealthCheck DEFAULT =
            new HealthCheck(List.of("forge", "doctor"), Duration.ofSeconds(30));

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 16 * 1024;

    public HealthCheck {
        command = List.copyOf(command);
    }

    /// @throws IOException with what the command said, where it did not end with 0
    void require(DockerClient docker, AgentName agent, String container, SocketOwner user)
            throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        RunResult result =
                new Execution(docker)
                        .run(
                                AgentRun.of(agent, container, user, command)
                                        .withLimits(
                                                RunLimits.DEFAULT
                                                        .withTimeout(limit, GRACE)
                                                        .withKept(MOST_BYTES, MOST_BYTES)),
                                new RunOutput(said, said));
        if (!result.ending().equals(new Ending.Exited(0))) {
            throw new IOException(
                    "its health check ("
                            + String.join(" ", command)
                            + ") failed: "
                            + result.ending().text()
                            + "\n"
                            + said.toString(StandardCharsets.UTF_8).strip());
        }
    }
}
