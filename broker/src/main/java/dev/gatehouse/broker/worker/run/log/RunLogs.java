package dev.gatehouse.broker.worker.run.log;

import dev.gatehouse.broker.agent.AgentName;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The logs of all agents' runs: a folder for each agent, a file for each run, whose name begins
/// with its time. Only the newest are kept. Any thread.
public final class RunLogs {
    /// Of each agent.
    static final int KEPT = 50;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int TAIL_BYTES = 1024;

    private final Path directory;
    private final InstantSource clock;

    public RunLogs(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /// Begins the log of a run.
    public RunLog begin(AgentName agent, String id, String container, String command)
            throws IOException {
        Files.createDirectories(directory.resolve(agent.value()), permissions("rwx------"));
        Path file = file(agent, id);
        FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        permissions("rw-------"));
        BufferedWriter writer =
                new BufferedWriter(
                        new OutputStreamWriter(
                                Channels.newOutputStream(channel), StandardCharsets.UTF_8));
        RunLog log = new RunLog(writer, file, clock);
        log.write("run: " + id);
        log.write("agent: " + agent);
        log.write("container: " + container);
        log.write("started: " + clock.instant());
        log.write("command: " + command);
        log.write("");
        prune(agent);
        return log;
    }

    /// Newest first.
    public List<RunSummary> list(AgentName agent) throws IOException {
        List<RunSummary> summaries = new ArrayList<>();
        for (Path file : files(agent)) {
            summaries.add(summary(file));
        }
        return summaries;
    }

    /// The log of a run that is still kept.
    public Optional<Path> find(AgentName agent, String id) throws IOException {
        return files(agent).stream()
                .filter(file -> file.getFileName().toString().endsWith("-" + id + ".log"))
                .findFirst();
    }

    private Path file(AgentName agent, String id) {
        return directory
                .resolve(agent.value())
                .resolve(TIME.format(clock.instant()) + "-" + id + ".log");
    }

    /// A run that is under way loses its log only to so many that began after it.
    private void prune(AgentName agent) throws IOException {
        for (Path old : files(agent).stream().skip(KEPT).toList()) {
            Files.deleteIfExists(old);
        }
    }

    private List<Path> files(AgentName agent) throws IOException {
        Path folder = directory.resolve(agent.value());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private static RunSummary summary(Path file) throws IOException {
        Map<String, String> head = new HashMap<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            while (line != null && !line.isEmpty()) {
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    head.put(line.substring(0, colon), line.substring(colon + 2));
                }
                line = reader.readLine();
            }
        }
        return new RunSummary(
                head.getOrDefault("run", "?"),
                head.getOrDefault("started", "?"),
                head.getOrDefault("command", "?"),
                outcome(file),
                file);
    }

    private static String outcome(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL_BYTES, open.length())];
            open.seek(open.length() - tail.length);
            open.readFully(tail);
            String last = new String(tail, StandardCharsets.UTF_8).stripTrailing();
            last = last.substring(last.lastIndexOf('\n') + 1);
            return last.startsWith(RunLog.ENDED)
                    ? last.substring(RunLog.ENDED.length())
                    : "under way, or its caller was killed";
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
