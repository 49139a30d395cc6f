package dev.gatehouse.broker.cli.status;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/// Begins a view that replaces the one before: on a terminal at its top, else after an empty line.
final class Screen {
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    private Screen() {}

    static void clear(PrintWriter out) {
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
            out.print(HOME_AND_CLEAR);
        } else {
            out.println();
        }
    }
}
