package dev.gatehouse.broker.worker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerEngineTest {
    @TempDir Path directory;

    @Test
    void takesTheSocketOfDockerHost() throws IOException {
        assertThat(DockerEngine.socket(Optional.of("unix:///run/user/1000/docker.sock")))
                .isEqualTo(Path.of("/run/user/1000/docker.sock"));
        assertThat(DockerEngine.socket(Optional.empty()))
                .as("Docker's own place")
                .isEqualTo(Path.of("/var/run/docker.sock"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://10.0.0.1:2376", "ssh://host", "unix://docker.sock", "/x.sock"})
    void refusesAnEngineOfAnotherHost(String host) {
        assertThatThrownBy(() -> DockerEngine.socket(Optional.of(host)))
                .as("a socket of this host cannot be mounted there")
                .isInstanceOf(IOException.class)
                .hasMessageContaining(host)
                .hasMessageContaining("unix:///var/run/docker.sock");
    }

    @Test
    void saysWhereNobodyAnswers() {
        Path socket = directory.resolve("docker.sock");

        assertThatThrownBy(() -> DockerEngine.connect(socket))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no Docker Engine answers at " + socket);
    }
}
