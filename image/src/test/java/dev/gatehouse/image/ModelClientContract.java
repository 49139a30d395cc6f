package dev.gatehouse.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.http.RecordedRequest;
import dev.gatehouse.demoforge.model.Behaviour;
import dev.gatehouse.demoforge.model.DemoModel;
import dev.gatehouse.demoforge.model.Script;
import dev.gatehouse.demoforge.model.Turn;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Container.ExecResult;

/// What each profile's program does with `model.sock` and nothing else: no network, no key, no
/// configuration but the image's.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
interface ModelClientContract {
    /// The profile's image.
    String image();

    /// Runs the program on a prompt, with its answer on standard output.
    String command(String prompt);

    /// The targets that it may ask for.
    Set<String> targets();

    private ExecResult run(TestingWorker worker, String prompt) throws Exception {
        return worker.run(
                "mkdir -p /state/worktrees/one && cd /state/worktrees/one && git init -q . && timeout 60 "
                        + command(prompt)
                        + " </dev/null");
    }

    @Test
    default void completesAPromptWithToolCalls(@TempDir Path sockets) throws Exception {
        Script script =
                Script.of(
                        bash("echo made-by-the-first-call >made.txt"),
                        bash("git add made.txt && git status --short && cat made.txt"),
                        Turn.says("the work is done"));
        try (DemoModel model = DemoModel.start(script);
                ModelSocket _ = ModelSocket.open(sockets, model);
                TestingWorker worker = TestingWorker.withSockets(image(), sockets)) {
            ExecResult asked = run(worker, "make a file");

            assertThat(asked.getExitCode()).as(asked.toString()).isZero();
            assertThat(asked.getStdout()).contains("the work is done");
            assertThat(worker.run("cat /state/worktrees/one/made.txt").getStdout())
                    .isEqualTo("made-by-the-first-call\n");
            assertThat(model.requests().getLast().body().text())
                    .as("what the second call printed came back to the model")
                    .contains("A  made.txt\\nmade-by-the-first-call");
            assertThat(model.requests())
                    .extracting(RecordedRequest::target)
                    .as("what the catalogue of the model's door has to know")
                    .allMatch(targets()::contains);
            assertThat(model.requests())
                    .as("the public word, and no other key")
                    .allSatisfy(request ->
                            assertThat(
                                            request.header("x-api-key")
                                                    .or(() -> request.header("Authorization"))
                                                    .orElse("none"))
                                    .isIn(
                                            ModelSocket.PUBLIC_WORD,
                                            "Bearer " + ModelSocket.PUBLIC_WORD));
        }
    }

    @Test
    default void showsWhatTheModelsServerRefuses(@TempDir Path sockets) throws Exception {
        try (DemoModel model = DemoModel.start(Script.of(Turn.says("never said")));
                ModelSocket _ = ModelSocket.open(sockets, model);
                TestingWorker worker = TestingWorker.withSockets(image(), sockets)) {
            model.behave(new Behaviour.AnswersStatus(403));

            ExecResult asked = run(worker, "say hello");

            assertThat(asked.getStdout() + asked.getStderr())
                    .as("the text of the error document")
                    .contains("told to answer this");
            assertThat(model.requests()).as("it does not hammer").hasSizeLessThan(5);
        }
    }

    private static Turn bash(String command) {
        return Turn.calls(
                "bash", "{\"command\":\"" + command + "\",\"description\":\"part of the test\"}");
    }
}
