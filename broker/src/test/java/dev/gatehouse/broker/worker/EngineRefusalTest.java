package dev.gatehouse.broker.worker;

import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// An operator is told what could not be done, and no stack is shown.
class EngineRefusalTest {
    private static final WorkerSpec SPEC = TestingSpecs.dev();
    private static final String VOLUME = "{\"Name\":\"v\"}";

    @TempDir Path directory;

    private TestingEngine engine;

    @BeforeEach
    void starts() throws IOException {
        engine = TestingEngine.in(directory);
    }

    @AfterEach
    void ends() throws IOException {
        engine.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void saysWhatCouldNotBeDone(String doing, Step step) {
        assertThatIOException()
                .isThrownBy(() -> step.take(engine.docker()))
                .withMessage("Docker does not " + doing + ": " + TestingEngine.REFUSAL);
    }

    static Stream<Arguments> saysWhatCouldNotBeDone() {
        return Stream.of(
                arguments(
                        "make volume gatehouse-dev-home",
                        (Step) docker -> new Volumes(docker).prepare(SPEC)),
                arguments("remove volume x", (Step) docker -> new Volumes(docker).remove("x")),
                arguments(
                        "look at image gatehouse-worker:shell",
                        (Step) docker -> Images.require(docker, SPEC.image())),
                arguments(
                        "look at image gatehouse-worker:shell",
                        (Step)
                                docker ->
                                        new Containers(docker)
                                                .drift(SPEC, TestingContainer.of(SPEC))));
    }

    @Test
    void saysThatVolumesCouldNotBeGivenToTheWorker() {
        engine.answering("POST /volumes/create", VOLUME);

        assertThatIOException()
                .isThrownBy(() -> new Volumes(engine.docker()).prepare(SPEC))
                .withMessage(
                        "Docker does not give the volumes of agent dev to it: "
                                + TestingEngine.REFUSAL);
    }

    /// What a room does with an engine.
    @FunctionalInterface
    interface Step {
        void take(DockerClient docker) throws IOException;
    }
}
