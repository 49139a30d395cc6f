package dev.gatehouse.broker.cli.demo;

import dev.gatehouse.protocol.SocketLayout;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Runs `forge` and git as an agent would: with an empty environment but for its socket, in an
/// empty home, and as a user of its own where that is possible.
final class AgentShell {
    /// The container user's id, and the id that commands run as where the demo may choose.
    static final int AGENT_UID = 10001;

    private static final int SHOWN_CHARACTERS = 220;
    private static final int SHOWN_LINES = 12;
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private final PrintWriter out;
    private final Path forge;
    private final Path home;
    private final Path socket;
    private final Path gitConfiguration;
    private final List<String> asAgent;

    /// What a command printed, and how it ended.
    record Ended(int status, String output) {}

    /// @param gitConfiguration git's system-wide one, as the image would have it in /etc/gitconfig
    AgentShell(
            PrintWriter out,
            Path forge,
            Path home,
            Path socket,
            Path gitConfiguration,
            boolean root) {
        this.out = out;
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

    /// Runs one `forge` command to its end and shows it as a terminal would, long output cut.
    Ended run(String... arguments) throws IOException, InterruptedException {
        out.println("    $ forge " + String.join(" ", quoted(arguments)));
        Ended ended = end(start(arguments));
        String line = ended.output().strip().replaceAll("\\s+", " ");
        out.println(
                "      "
                        + (line.length() > SHOWN_CHARACTERS
                                ? line.substring(0, SHOWN_CHARACTERS) + " ..."
                                : line));
        out.println("      exit " + ended.status());
        out.flush();
        return ended;
    }

    /// Runs git to its end and shows what it prints, line by line.
    ///
    /// @param directory below home
    Ended git(String directory, String... arguments) throws IOException, InterruptedException {
        out.println("    $ git " + String.join(" ", quoted(arguments)));
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Ended ended = end(start(command, home.resolve(directory)));
        ended.output()
                .lines()
                .filter(line -> !line.isBlank())
                .limit(SHOWN_LINES)
                .forEach(line -> out.println("      " + line.stripTrailing()));
        out.println("      exit " + ended.status());
        out.flush();
        return ended;
    }

    /// Writes a file of the agent's own.
    ///
    /// @param file below home
    void write(String file, byte[] content) throws IOException {
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

    /// Starts a `forge` command; its errors come with its output.
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(forge.toString()));
        command.addAll(List.of(arguments));
        return start(command, home);
    }

    private Process start(List<String> arguments, Path directory) throws IOException {
        List<String> command = new ArrayList<>(asAgent);
        command.addAll(arguments);
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

    private static Ended end(Process process) throws IOException, InterruptedException {
        byte[] output = process.getInputStream().readAllBytes();
        return new Ended(process.waitFor(), new String(output, StandardCharsets.UTF_8));
    }

    private static List<String> quoted(String... arguments) {
        return Arrays.stream(arguments)
                .map(argument -> argument.contains(" ") ? "'" + argument + "'" : argument)
                .toList();
    }
}
