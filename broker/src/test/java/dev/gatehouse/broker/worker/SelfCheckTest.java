package dev.gatehouse.broker.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfCheckTest {
    private static final WorkerSpec SPEC = TestingSpecs.dev();
    private static final String STOP = "POST /containers/c/stop";

    @TempDir Path directory;

    private TestingEngine engine;

    @BeforeEach
    void starts() throws IOException {
        engine = TestingEngine.in(directory).answering("GET /containers/c/json", "{\"Id\":\"c\"}");
    }

    @AfterEach
    void ends() throws IOException {
        engine.close();
    }

    @Test
    void leavesAContainerAloneOfWhichAllHolds() {
        assertThatCode(() -> require((spec, container) -> List.of())).doesNotThrowAnyException();

        assertThat(engine.asked()).containsExactly("GET /containers/c/json");
    }

    @Test
    void stopsAContainerAndNamesEachCheckThatFailed() {
        engine.answering(STOP, "");

        assertThatIOException()
                .isThrownBy(() -> require((spec, container) -> List.of("tokens: one", "home: two")))
                .withMessageContainingAll(
                        "agent dev did not pass",
                        "gatehouse-dev is stopped",
                        "- tokens: one",
                        "- home: two",
                        "run gatehouse worker up dev");
        assertThat(engine.asked()).contains(STOP).noneMatch(asked -> asked.startsWith("DELETE"));
    }

    @Test
    void stopsAContainerThatCannotBeLookedAt() {
        engine.answering(STOP, "");

        assertThatIOException()
                .isThrownBy(() ->
                        require((spec, container) -> {
                            throw new IOException("the daemon does not answer");
                        }))
                .withMessageContainingAll("is stopped", "- the daemon does not answer");
        assertThat(engine.asked()).contains(STOP);
    }

    @Test
    void saysThatAContainerCouldNotBeStopped() {
        assertThatIOException()
                .isThrownBy(() -> require((spec, container) -> List.of("tokens: one")))
                .withMessageContainingAll(
                        "COULD NOT BE STOPPED",
                        TestingEngine.REFUSAL,
                        "docker kill",
                        "tokens: one");
    }

    private void require(Trial trial) throws IOException {
        new SelfCheck(new Containers(engine.docker()), trial).require(SPEC, "c");
    }
}
