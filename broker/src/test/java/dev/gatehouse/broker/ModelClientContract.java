package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.model.Script;
import dev.gatehouse.demoforge.model.Turn;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What each profile's program does with a model through the broker.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
interface ModelClientContract {
    /// Of the image, and of the agent.
    String profile();

    /// The program with its flags; the prompt comes after it.
    String command();

    @Test
    default void completesAPromptWithAToolCall(@TempDir Path directory) throws Exception {
        try (ModelWorker worker = start(directory, "[\"*\"]")) {
            TestingWorkers.Ended asked = ask(worker);

            assertThat(asked.status()).as(asked.output()).isZero();
            assertThat(asked.output()).contains("the work is done");
            assertThat(worker.workers().inside("cat /state/worktrees/made.txt").output())
                    .isEqualTo("made-by-the-model\n");
            assertThat(worker.model().requests())
                    .as("the broker's key")
                    .isNotEmpty()
                    .allSatisfy(request ->
                            assertThat(request.header("x-api-key")).contains(worker.model().key()));
        }
    }

    @Test
    default void showsWhyAModelIsRefused(@TempDir Path directory) throws Exception {
        try (ModelWorker worker = start(directory, "[\"another-model\"]")) {
            TestingWorkers.Ended asked = ask(worker);

            assertThat(asked.output())
                    .as("what the broker says, and what to do")
                    .contains("is not granted to agent", "another-model");
            assertThat(worker.model().requests()).as("nothing went out").isEmpty();
            assertThat(worker.audit().of("refusal"))
                    .as("it does not hammer")
                    .isNotEmpty()
                    .hasSizeLessThan(5);
        }
    }

    private ModelWorker start(Path directory, String models) throws Exception {
        String call =
                "{\"command\":\"echo made-by-the-model >made.txt\",\"description\":\"a step\"}";
        return ModelWorker.start(
                directory,
                "gatehouse-worker:" + profile(),
                "model-" + profile(),
                models,
                _ -> Script.of(Turn.calls("bash", call), Turn.says("the work is done")));
    }

    private TestingWorkers.Ended ask(ModelWorker worker) throws Exception {
        return worker.workers()
                .inside(
                        "cd /state/worktrees && git init -q . && timeout 60 "
                                + command()
                                + " 'make a file' </dev/null");
    }
}
