package dev.gatehouse.broker.cli.audit;

import java.io.Console;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/// Colour, where it helps: on a terminal whose user has not said `NO_COLOR`.
///
/// @param colours whether there are any
record Paint(boolean colours) {
    private static final String PLAIN = "\u001b[0m";

    /// What stands out, and how.
    enum Tone {
        PLAIN(""),
        GOOD("\u001b[32m"),
        REFUSED("\u001b[31m"),
        WORRYING("\u001b[33m"),
        QUIET("\u001b[2m");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    static Paint ofThisProcess() {
        // A runtime without jdk.internal.le has none.
        boolean terminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return new Paint(terminal && Ansi.AUTO.enabled());
    }

    String of(Tone tone, String text) {
        return colours && tone != Tone.PLAIN ? tone.code + text + PLAIN : text;
    }
}
