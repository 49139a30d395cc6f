package dev.gatehouse.broker.cli.demo;

import dev.gatehouse.broker.cli.demo.Place.Ended;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs `forge` and git as an agent would, and shows what a terminal would.
final class AgentShell {
    private static final int SHOWN_CHARACTERS = 220;
    private static final int SHOWN_LINES = 12;

    private final PrintWriter out;
    private final Place place;

    AgentShell(PrintWriter out, Place place) {
        this.out = out;
        this.place = place;
    }

    /// Runs one `forge` command to its end; long output is cut.
    Ended run(String... arguments) throws IOException, InterruptedException {
        out.println("    $ forge " + String.join(" ", quoted(arguments)));
        Ended ended = place.run(".", command("forge", arguments));
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
    /// @param folder below the agent's own
    Ended git(String folder, String... arguments) throws IOException, InterruptedException {
        out.println("    $ git " + String.join(" ", quoted(arguments)));
        Ended ended = place.run(folder, command("git", arguments));
        ended.output()
                .lines()
                .filter(line -> !line.isBlank())
                .limit(SHOWN_LINES)
                .forEach(line -> out.println("      " + line.stripTrailing()));
        out.println("      exit " + ended.status());
        out.flush();
        return ended;
    }

    /// Whether a command works at all; shows nothing.
    boolean can(String... command) throws IOException, InterruptedException {
        return place.run(".", List.of(command)).status() == 0;
    }

    /// Writes a file of the agent's own.
    void write(String file, byte[] content) throws IOException, InterruptedException {
        place.write(file, content);
    }

    byte[] read(String file) throws IOException, InterruptedException {
        return place.read(file);
    }

    private static List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> quoted(String... arguments) {
        return Arrays.stream(arguments)
                .map(argument -> argument.contains(" ") ? "'" + argument + "'" : argument)
                .toList();
    }
}
