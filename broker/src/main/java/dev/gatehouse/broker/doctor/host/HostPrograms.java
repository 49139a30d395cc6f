package dev.gatehouse.broker.doctor.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The programs of this host, with nothing of this process's environment but where they are.
public final class HostPrograms implements Programs {
    private static final int SECONDS = 3;
    private static final int MOST_BYTES = 64 * 1024;

    @Override
    public Ran run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C"));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        try (InputStream out = process.getInputStream()) {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command.getFirst() + " did not end in " + SECONDS + " s");
            }
            return new Ran(
                    process.exitValue(),
                    new String(out.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }
}
