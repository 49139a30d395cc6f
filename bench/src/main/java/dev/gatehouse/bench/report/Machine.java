package dev.gatehouse.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Where and with what it was measured.
///
/// @param loadAverage of the last minute before the first trial, as proc_loadavg(5) tells it: what
///   else the machine had to do
/// @param versions of the programs, by name
public record Machine(
        Instant date,
        String processor,
        int cores,
        long memoryMib,
        String kernel,
        String loadAverage,
        String commit,
        Map<String, String> versions) {
    private static final Map<String, String[]> ASKED =
            Map.of(
                    "nginx", new String[] {"nginx", "-v"},
                    "haproxy", new String[] {"haproxy", "-v"},
                    "h2load", new String[] {"h2load", "--version"},
                    "node", new String[] {"node", "--version"},
                    "curl", new String[] {"curl", "--version"},
                    "git", new String[] {"git", "--version"},
                    "python3", new String[] {"python3", "--version"});

    public static Machine ofThisHost(Path repository) throws IOException, InterruptedException {
        Map<String, String> versions = new TreeMap<>();
        for (Map.Entry<String, String[]> program : ASKED.entrySet()) {
            versions.put(program.getKey(), firstLine(repository, program.getValue()));
        }
        versions.put("java", Runtime.version().toString());
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                field("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) / 1024,
                System.getProperty("os.version", "unknown"),
                Files.readString(Path.of("/proc/loadavg")).strip(),
                firstLine(repository, "git", "describe", "--always", "--dirty", "--abbrev=12"),
                versions);
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("| | |\n| --- | --- |\n");
        text.append("| date | %s |\n".formatted(date));
        text.append(
                "| machine | %d cores, %s, %,d MiB, Linux %s |\n"
                        .formatted(cores, processor, memoryMib, kernel));
        text.append("| load average before | %s |\n".formatted(loadAverage));
        text.append("| commit | %s |\n".formatted(commit));
        versions.forEach((name, version) -> text.append("| %s | %s |\n".formatted(name, version)));
        return text.append("\n").toString();
    }

    private static String field(String file, String name) throws IOException {
        return Files.readString(Path.of(file))
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    /// Some programs tell their version on standard error.
    private static String firstLine(Path directory, String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .start();
            try (var output = process.inputReader()) {
                String line = output.readLine();
                process.waitFor(10, TimeUnit.SECONDS);
                return line == null ? "unknown" : line;
            }
        } catch (IOException absent) {
            return "not there";
        }
    }
}
