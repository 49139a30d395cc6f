package dev.gatehouse.broker.cli.setup;

import java.io.Console;
import java.util.Optional;

/// Somebody at a terminal.
public interface Dialogue {
    void say(String line);

    /// @return what was typed; empty at the end of input
    Optional<String> ask(String prompt);

    /// As [#ask], without showing what is typed. The caller wipes it.
    Optional<char[]> askHidden(String prompt);

    /// The terminal of this process, where it has one on both ends.
    static Optional<Dialogue> ofThisProcess() {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(ConsoleDialogue::new);
    }

    record ConsoleDialogue(Console console) implements Dialogue {
        @Override
        public void say(String line) {
            console.printf("%s%n", line);
        }

        @Override
        public Optional<String> ask(String prompt) {
            return Optional.ofNullable(console.readLine("%s", prompt));
        }

        @Override
        public Optional<char[]> askHidden(String prompt) {
            return Optional.ofNullable(console.readPassword("%s", prompt));
        }
    }
}
