package dev.gatehouse.broker.worker.gate;

import dev.gatehouse.broker.agent.AgentName;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Another process, which holds a gate or a run until it is killed.
final class GateHolder implements AutoCloseable {
    private final Process process;

    private GateHolder(Process process) {
        this.process = process;
    }

    /// @param what `run` or `gate`
    static GateHolder start(Path directory, String agent, String what)
            throws IOException, URISyntaxException {
        String classPath =
                Stream.of(location(AgentGates.class), location(GateHolder.class))
                        .collect(Collectors.joining(File.pathSeparator));
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                classPath,
                                GateHolder.class.getName(),
                                directory.toString(),
                                agent,
                                what)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        if (!"held".equals(said.readLine())) {
            throw new IOException("the other process holds nothing");
        }
        return new GateHolder(process);
    }

    private static String location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    /// By SIGKILL.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public static void main(String[] arguments) throws Exception {
        AgentGates gates = new AgentGates(Path.of(arguments[0]));
        AgentName agent = new AgentName(arguments[1]);
        try (Closeable _ =
                arguments[2].equals("run")
                        ? gates.enter(agent, "abroad", "a run abroad", Duration.ZERO)
                        : gates.close(agent, "a change abroad", Duration.ZERO)) {
            System.out.println("held");
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
