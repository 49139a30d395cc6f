package dev.gatehouse.broker.worker.verify;

import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.gatehouse.broker.worker.TestingEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An operator is told what could not be looked at, and no stack is shown.
class EngineRefusalTest {
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

    @Test
    void saysWhichProgramCouldNotBeRun() {
        refuses("run cat in container c");
        engine.answering("POST /containers/c/exec", "{\"Id\":\"e\"}")
                .answering("GET /exec/e/json", "{\"ExitCode\":0}");
        refuses("run cat in container c");
        engine.answering("POST /containers/c/exec", "{\"Id\":\"f\"}")
                .answering("POST /exec/f/start", "");
        refuses("run cat in container c");
    }

    private void refuses(String doing) {
        assertThatIOException()
                .isThrownBy(() -> new Inside(engine.docker(), "c", "1:1").run("cat", "/x"))
                .withMessageStartingWith("Docker does not " + doing + ": ")
                .withMessageContaining(TestingEngine.REFUSAL);
    }

    @Test
    void saysThatFilesCouldNotBeRead() {
        assertThatIOException()
                .isThrownBy(() ->
                        new FileTree().read(engine.docker(), "c", OutputStream.nullOutputStream()))
                .withMessage(
                        "Docker does not read the files of container c: " + TestingEngine.REFUSAL);
    }
}
