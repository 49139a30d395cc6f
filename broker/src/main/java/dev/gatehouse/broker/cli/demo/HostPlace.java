package dev.gatehouse.broker.cli.demo;

import dev.gatehouse.protocol.SocketLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Processes of this host with an empty environment but for the agent's socket, in an empty home,
/// and as a user of their own where that is possible.
final class HostPlace implements Place {
    /// The container user's id, and the id that commands run as where the demo may choose.
    static final int AGENT_UID = 10001;

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private final Path forge;
    private final Path home;
    private final Path socket;
    private final Path gitConfiguration;
    private final List<String> asAgent;

    /// @param gitConfiguration git's system-wide one, as the image would have it in /etc/gitconfig
    HostPlace(Path forge, Path home, Path socket, Path gitConfiguration, boolean root) {
        this.forge = forge;
        this.home = home;
        this.socket = socket;
        this.gitConfiguration = gitConfiguration;
        this.asAgent =
                root && Files.isExecutable(SETPRIV)
                        ? List.of(
                                SETPRIV.toString(),
                                "--reuid=" + AGENT_UID,
                                "--regid=" + AGENT_UID,
                                "--clear-groups")
                        : List.of();
    }

    boolean hasOwnUser() {
        return !asAgent.isEmpty();
    }

    Path home() {
        return home;
    }

    @Override
    public Ended run(String folder, List<String> command) throws IOException, InterruptedException {
        Process process = start(home.resolve(folder), command);
        byte[] output = process.getInputStream().readAllBytes();
        return new Ended(process.waitFor(), new String(output, StandardCharsets.UTF_8));
    }

    @Override
    public void write(String file, byte[] content) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.write(path, content);
        Path own = home;
        for (Path name : home.relativize(path)) {
            own = own.resolve(name);
            if (hasOwnUser()) {
                Files.setAttribute(own, "unix:uid", AGENT_UID);
                Files.setAttribute(own, "unix:gid", AGENT_UID);
            }
        }
    }

    @Override
    public byte[] read(String file) throws IOException {
        return Files.readAllBytes(home.resolve(file));
    }

    /// Starts a command in the agent's home; its errors come with its output.
    Process start(List<String> command) throws IOException {
        return start(home, command);
    }

    private Process start(Path directory, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(asAgent);
        command.addAll(arguments);
        if (arguments.getFirst().equals("forge")) {
            // A program is looked for in this process's PATH, not in the agent's.
            command.set(asAgent.size(), forge.toString());
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        Path commands = Objects.requireNonNull(forge.getParent());
        builder.environment().clear();
        builder.environment()
                .putAll(
                        Map.of(
                                "HOME",
                                home.toString(),
                                "PATH",
                                commands + ":/usr/local/bin:/usr/bin:/bin",
                                SocketLayout.SOCKET_VARIABLE,
                                socket.toString(),
                                "GIT_CONFIG_SYSTEM",
                                gitConfiguration.toString(),
                                "GIT_AUTHOR_NAME",
                                "dev",
                                "GIT_AUTHOR_EMAIL",
                                "dev@worker.example",
                                "GIT_COMMITTER_NAME",
                                "dev",
                                "GIT_COMMITTER_EMAIL",
                                "dev@worker.example"));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
