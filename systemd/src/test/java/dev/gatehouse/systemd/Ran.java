package dev.gatehouse.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A command of this machine that has ended, and all that it wrote.
record Ran(int status, String output) {
    /// @throws IOException where it does not end in time; it is killed then
    static Ran of(Duration limit, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("gatehouse-", ".out");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String written = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended) {
                throw new IOException(
                        "%s did not end within %d s: %s"
                                .formatted(command, limit.toSeconds(), written));
            }
            return new Ran(process.exitValue(), written);
        } finally {
            Files.delete(output);
        }
    }
}
