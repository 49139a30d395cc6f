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
import java.util.Optional;

/// A command that a new container has to run with success. It is run again where it fails early:
/// what the container starts by itself takes a moment to come up.
///
/// @param limit how long one run may take
/// @param patience how long after the first run began another is tried
public record HealthCheck(List<String> command, Duration limit, Duration patience) {
    /// The agent's own tool finds the broker, and the broker its forge.
    public static final HealthCheck DEFAULT =
            new HealthCheck(
                    List.of("forge", "doctor"), Duration.ofSeconds(30), Duration.ofSeconds(10));

    /// What is granted answers, what is not is refused, and no way leads past the doors.
    public static final HealthCheck DOORS =
            new HealthCheck(
                    List.of("forge", "doctor", "--doors"),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(10));

    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 16 * 1024;

    public HealthCheck {
        command = List.copyOf(command);
    }

    /// @throws IOException with what the command said, where it did not end with 0
    void require(DockerClient docker, AgentName agent, String container, SocketOwner user)
            throws IOException {
        Optional<String> failure = failure(docker, agent, container, user);
        if (failure.isPresent()) {
            throw new IOException("its health check " + failure.get());
        }
    }

    /// @return what the command said at last, where it did not end with 0
    /// @throws IOException where it could not be run
    public Optional<String> failure(
            DockerClient docker, AgentName agent, String container, SocketOwner user)
            throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        Optional<String> failure = once(docker, agent, container, user);
        while (failure.isPresent() && System.nanoTime() < end) {
            pause();
            failure = once(docker, agent, container, user);
        }
        return failure;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a container comes up", stopped);
        }
    }

    private Optional<String> once(
            DockerClient docker, AgentName agent, String container, SocketOwner user)
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
        return result.ending().equals(new Ending.Exited(0))
                ? Optional.empty()
                : Optional.of(
                        "("
                                + String.join(" ", command)
                                + ") failed: "
                                + result.ending().text()
                                + "\n"
                                + said.toString(StandardCharsets.UTF_8).strip());
    }
}
