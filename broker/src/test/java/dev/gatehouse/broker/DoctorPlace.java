package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.cli.ConfigurationFile;
import dev.gatehouse.broker.credential.source.EffectiveUser;
import dev.gatehouse.broker.doctor.Checkup;
import dev.gatehouse.broker.doctor.Means;
import dev.gatehouse.broker.doctor.finding.Finding;
import dev.gatehouse.broker.doctor.finding.Level;
import dev.gatehouse.broker.doctor.host.HostFiles;
import dev.gatehouse.broker.doctor.host.Programs;
import dev.gatehouse.broker.doctor.state.StateCheck.Space;
import dev.gatehouse.broker.worker.sight.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// An installation below a temporary directory, to be broken and looked at. Of the host it has
/// `/proc`; the rest is made by the test.
final class DoctorPlace {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    final Path directory;
    final Path file;
    Programs programs =
            command -> {
                throw new IOException("no program is run here: " + command);
            };
    Sight.Source engine =
            () -> {
                throw new IOException("no Docker Engine answers here");
            };
    Space space = _ -> 8L << 30;
    InstantSource clock = InstantSource.system();
    String version = "test";

    DoctorPlace(Path directory) throws IOException {
        this.directory = directory;
        this.file = directory.resolve("gatehouse.yaml");
        Files.createDirectories(directory.resolve("host"));
    }

    /// A file of the host, with the directories above it.
    void host(String path, String text) throws IOException {
        Path file = directory.resolve("host").resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    Path agentDirectory(String agent) {
        return directory.resolve("run/agents").resolve(agent);
    }

    Path socket(String agent) {
        return agentDirectory(agent).resolve("forge.sock");
    }

    List<Finding> examine() throws IOException, InterruptedException {
        int uid = EffectiveUser.uid();
        Surroundings surroundings =
                new Surroundings(version, uid, Optional.empty(), Optional.empty(), Map.of());
        Means means =
                new Means(
                        uid,
                        version,
                        new HostFiles(directory.resolve("host"), Path.of("/proc")),
                        programs,
                        engine,
                        (configuration, agent, brokerUid) ->
                                TokenDesk.open(
                                        configuration,
                                        agent,
                                        surroundings.tokenSourcesOf(brokerUid)),
                        space,
                        clock);
        List<Finding> findings =
                new Checkup(means, file, ConfigurationFile.reader().read(file))
                        .make(Optional.empty(), LIMIT);
        findings.forEach(finding ->
                assertThat(finding.remedy())
                        .as("nothing is left to fill in: %s", finding)
                        .doesNotContain("{path}", "{uid}", "{agent}", "{forge}", "{editor}"));
        return findings;
    }

    /// The ids of what is not well, of one agent or of the host.
    List<String> ids(String agent) throws IOException, InterruptedException {
        return ids(examine(), agent);
    }

    static List<String> ids(List<Finding> findings, String agent) {
        Optional<AgentName> whose =
                agent.isEmpty() ? Optional.empty() : Optional.of(new AgentName(agent));
        return findings.stream()
                .filter(finding -> finding.agent().equals(whose))
                .filter(finding -> finding.level() != Level.OK)
                .map(Finding::id)
                .toList();
    }

    /// Until the broker has answered the operator, and the agent: its first answers take longest.
    void warmUp(String agent) throws IOException {
        for (Path socket : List.of(directory.resolve("run/admin.sock"), socket(agent))) {
            assertThat(new AgentClient(socket).get("/-/broker/v1/health").status())
                    .as(socket.toString())
                    .isIn(200, 404);
        }
    }
}
