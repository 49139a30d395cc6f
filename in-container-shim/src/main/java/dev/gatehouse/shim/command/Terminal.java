package dev.gatehouse.shim.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What standard output can show.
///
/// @param columns 0 where that is not known, or of no use
record Terminal(int columns, boolean colour) {
    private static final int MOST_DIGITS = 4;

    /// @param output the link that says what standard output is: `/proc/self/fd/1`
    static Terminal of(Map<String, String> environment, Path output) {
        if (!isTerminal(output)) {
            return new Terminal(0, false);
        }
        boolean colour =
                environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !"dumb".equals(environment.get("TERM"));
        return new Terminal(columns(environment.getOrDefault("COLUMNS", "")), colour);
    }

    /// By its name: the JDK's own answer would load its whole console, and wants the same of
    /// standard input.
    private static boolean isTerminal(Path output) {
        try {
            String name = Files.readSymbolicLink(output).toString();
            return name.startsWith("/dev/pts/")
                    || name.startsWith("/dev/tty")
                    || name.equals("/dev/console");
        } catch (IOException _) {
            return false;
        }
    }

    private static int columns(String digits) {
        int columns = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9' || i == MOST_DIGITS) {
                return 0;
            }
            columns = columns * 10 + (c - '0');
        }
        return columns;
    }
}
