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

/// Runs `forge` as an agent would be: with an empty environment but for its socket, in an empty
/// home, and as a user of its own where that is possible.
final class AgentShell {
    /// The container user's id, and the id `forge` runs as where the demo may choose.
    static final int AGENT_UID = 10001;

    private static final int SHOWN_CHARACTERS = 220;
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private final PrintWriter out;
    private final Path forge;
    private final Path home;
    private final Path socket;
    private final List<String> asAgent;

    /// What a command printed on its standard output, and how it ended.
    record Ended(int status, String output) {}

    AgentShell(PrintWriter out, Path forge, Path home, Path socket, boolean root) {
        this.out = out;
        this.forge = forge;
        this.home = home;
        this.socket = socket;
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

    /// Runs one command to its end and shows it as a terminal would, long output cut.
    Ended run(String... arguments) throws IOException, InterruptedException {
        out.println("    $ forge " + String.join(" ", quoted(arguments)));
        Process process = start(arguments);
        byte[] output = process.getInputStream().readAllBytes();
        int status = process.waitFor();
        String text = new String(output, StandardCharsets.UTF_8);
        String line = text.strip().replaceAll("\\s+", " ");
        out.println(
                "      "
                        + (line.length() > SHOWN_CHARACTERS
                                ? line.substring(0, SHOWN_CHARACTERS) + " ..."
                                : line));
        out.println("      exit " + status);
        out.flush();
        return new Ended(status, text);
    }

    /// Starts a command; its errors come with its output.
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(asAgent);
        command.add(forge.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put(SocketLayout.SOCKET_VARIABLE, socket.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static List<String> quoted(String... arguments) {
        return Arrays.stream(arguments)
                .map(argument -> argument.contains(" ") ? "'" + argument + "'" : argument)
                .toList();
    }
}
