package dev.gatehouse.broker.quarantine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts git. A process gets no credential, no configuration but the one below, no way to any
/// other host, and no more memory than it may use: what it reads comes from an agent.
final class Git {
    private static final Map<String, String> ENVIRONMENT =
            Map.ofEntries(
                    Map.entry("LC_ALL", "C"),
                    Map.entry("HOME", "/nonexistent"),
                    Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
                    Map.entry("GIT_CONFIG_SYSTEM", "/dev/null"),
                    Map.entry("GIT_CONFIG_GLOBAL", "/dev/null"),
                    Map.entry("GIT_ATTR_NOSYSTEM", "1"),
                    Map.entry("GIT_GRAFT_FILE", "/dev/null"),
                    Map.entry("GIT_NO_REPLACE_OBJECTS", "1"),
                    Map.entry("GIT_NO_LAZY_FETCH", "1"),
                    Map.entry("GIT_ALLOW_PROTOCOL", "none"),
                    Map.entry("GIT_TERMINAL_PROMPT", "0"));

    /// Blobs above the threshold are streamed, never held; packs are read through small windows.
    private static final List<String> SETTINGS =
            List.of(
                    "core.bigFileThreshold=16m",
                    "core.packedGitWindowSize=16m",
                    "core.packedGitLimit=256m",
                    "core.deltaBaseCacheLimit=64m",
                    "core.commitGraph=false",
                    "core.hooksPath=/dev/null",
                    "core.fsmonitor=false",
                    "pack.threads=1",
                    "pack.windowMemory=128m",
                    "pack.deltaCacheSize=64m",
                    "gc.auto=0");

    private static final String LIMITED =
            "ulimit -v \"$1\" && ulimit -c 0 && shift && exec git \"$@\"";

    private final String searchPath;
    private final long processBytes;

    Git(String searchPath, long processBytes) {
        this.searchPath = searchPath;
        this.processBytes = processBytes;
    }

    /// With a pipe for what the process reads.
    GitProcess start(Repository repository, Deadline deadline, String... arguments)
            throws IOException {
        return start(repository, ProcessBuilder.Redirect.PIPE, deadline, arguments);
    }

    /// With a file that the process reads, so that nobody has to write while another reads.
    GitProcess start(Repository repository, Path input, Deadline deadline, String... arguments)
            throws IOException {
        return start(repository, ProcessBuilder.Redirect.from(input.toFile()), deadline, arguments);
    }

    private GitProcess start(
            Repository repository,
            ProcessBuilder.Redirect input,
            Deadline deadline,
            String... arguments)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments));
        builder.directory(repository.directory().toFile());
        builder.redirectInput(input);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(ENVIRONMENT);
        environment.put("PATH", searchPath);
        environment.put("GIT_DIR", repository.directory().toString());
        repository
                .borrowed()
                .ifPresent(objects ->
                        environment.put("GIT_ALTERNATE_OBJECT_DIRECTORIES", quoted(objects)));
        return new GitProcess(arguments[0], builder.start(), deadline);
    }

    /// So that a colon in a path ends nothing.
    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("/bin/sh", "-c", LIMITED, "gatehouse-git"));
        command.add(Long.toString(processBytes / 1024));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        command.addAll(List.of(arguments));
        return command;
    }
}
