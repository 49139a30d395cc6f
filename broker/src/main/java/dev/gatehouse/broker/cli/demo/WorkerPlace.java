package dev.gatehouse.broker.cli.demo;

import dev.gatehouse.broker.worker.WorkerEngine;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.broker.worker.run.AgentRun;
import dev.gatehouse.broker.worker.run.Ending;
import dev.gatehouse.broker.worker.run.RunOutput;
import dev.gatehouse.broker.worker.run.RunResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A worker, given its commands as `gatehouse worker exec` gives them.
record WorkerPlace(WorkerEngine engine, WorkerSpec spec) implements Place {
    /// In the volume that outlives the container.
    private static final Path FOLDER = Path.of("/state/worktrees");

    @Override
    public Ended run(String folder, List<String> command) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int status = run(folder, command, Optional.empty(), new RunOutput(output, output));
        return new Ended(status, output.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void write(String file, byte[] content) throws IOException {
        int status =
                run(
                        ".",
                        List.of("sh", "-c", "mkdir -p \"$(dirname \"$0\")\" && cat > \"$0\"", file),
                        Optional.of(new ByteArrayInputStream(content)),
                        RunOutput.discarded());
        if (status != 0) {
            throw new IOException(file + " cannot be written in the worker: status " + status);
        }
    }

    @Override
    public byte[] read(String file) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        RunOutput output = new RunOutput(content, RunOutput.discarded().error());
        if (run(".", List.of("cat", file), Optional.empty(), output) != 0) {
            throw new IOException(file + " cannot be read in the worker");
        }
        return content.toByteArray();
    }

    private int run(
            String folder, List<String> command, Optional<InputStream> input, RunOutput output)
            throws IOException {
        RunResult result =
                engine.dispatch()
                        .runAgent(
                                AgentRun.of(spec.agent(), spec.container(), spec.user(), command)
                                        .withDirectory(
                                                Optional.of(
                                                        FOLDER.resolve(folder)
                                                                .normalize()
                                                                .toString()))
                                        .withInput(input)
                                        .unlogged(),
                                output);
        return result.ending() instanceof Ending.Exited exited ? exited.status() : -1;
    }
}
