package dev.gatehouse.shim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Which help page is asked for, and the version. The pages of all other words are the broker's.
final class Help {
    private Help() {}

    /// As the command itself, or first or last among the arguments of one that has its page here.
    static boolean isAskedFor(String command, String[] rest) {
        if (isHelp(command)) {
            return true;
        }
        if (command.equals("help")) {
            return rest.length == 1 && hasPage(rest[0]);
        }
        if (rest.length == 0 || !hasPage(command)) {
            return false;
        }
        // What follows `run` belongs to another program.
        return isHelp(rest[0]) || (!command.equals("run") && isHelp(rest[rest.length - 1]));
    }

    private static boolean isHelp(String argument) {
        return argument.equals("--help") || argument.equals("-h");
    }

    private static boolean hasPage(String command) {
        return switch (command) {
            case "api",
                    "whoami",
                    "policy",
                    "doctor",
                    "relay",
                    "mcp",
                    "forward",
                    "run",
                    "git-config",
                    "git-remote",
                    "lfs-transfer",
                    "ssh" ->
                    true;
            default -> false;
        };
    }

    static String of(String command, String[] rest) {
        boolean named = command.equals("help") && rest.length > 0;
        return switch (named ? rest[0] : command) {
            case "api" -> HelpPages.API;
            case "whoami" -> HelpPages.WHOAMI;
            case "policy" -> HelpPages.POLICY;
            case "doctor" -> HelpPages.DOCTOR;
            case "relay" -> HelpPages.RELAY;
            case "mcp" -> HelpPages.MCP;
            case "forward" -> HelpPages.FORWARD;
            case "run" -> HelpPages.RUN;
            case "git-config" -> HelpPages.GIT_CONFIG;
            case "git-remote" -> HelpPages.GIT_REMOTE;
            case "ssh" -> HelpPages.SSH;
            default -> HelpPages.FORGE;
        };
    }

    /// The version of the build, from a file that the build fills in.
    static String version() throws IOException {
        try (InputStream file = Help.class.getResourceAsStream("version.txt")) {
            if (file == null) {
                return "forge (unknown version)\n";
            }
            return "forge " + new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
