package dev.gatehouse.broker.worker.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.worker.RequiresDocker;
import dev.gatehouse.broker.worker.TestingWorker;
import dev.gatehouse.broker.worker.sight.SeenContainer.SeenMount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real container, looked at.
@RequiresDocker
@Timeout(120)
class DockerSightIT {
    @TempDir static Path directory;

    private static TestingWorker worker;
    private static Sight sight;

    @BeforeAll
    static void up() throws Exception {
        worker = TestingWorker.in(directory);
        worker.workers().up(worker.spec(worker.soundImage()));
        sight = DockerSight.open(Optional.empty());
    }

    @AfterAll
    static void down() throws IOException {
        sight.close();
        worker.close();
    }

    @Test
    void seesWhatIsMountedAndWhoRuns() throws IOException {
        SeenContainer container = sight.container(worker.container()).orElseThrow();

        assertThat(container.running()).isTrue();
        assertThat(container.id()).matches("[0-9a-f]{64}");
        assertThat(container.user()).isEqualTo("10001:10001");
        assertThat(container.mounts())
                .contains(
                        new SeenMount(
                                directory.resolve("socket").toString(), "/run/gatehouse", false));
    }

    @Test
    void runsAProgramAsTheUser() throws IOException {
        SeenContainer container = sight.container(worker.container()).orElseThrow();

        Sight.Ran ran = sight.run(container, "10001:10001", List.of("sh", "-c", "id -u; exit 3"));

        assertThat(ran).isEqualTo(new Sight.Ran(3, "10001\n"));
    }

    @Test
    void tellsAProgramThatIsNotThere() throws IOException {
        SeenContainer container = sight.container(worker.container()).orElseThrow();

        assertThat(sight.run(container, "10001:10001", List.of("no-such-program")).status())
                .as("as a shell has it, or the engine")
                .isIn(126L, 127L, -1L);
    }

    @Test
    void findsNoContainerWhereNoneIs() throws IOException {
        assertThat(sight.container("gatehouse-no-such-container")).isEmpty();
    }

    @Test
    void saysWhereNoEngineAnswers() {
        assertThatThrownBy(() -> DockerSight.open(Optional.of("unix:///nowhere/docker.sock")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/nowhere/docker.sock");
    }
}
