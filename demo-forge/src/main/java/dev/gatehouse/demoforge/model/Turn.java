package dev.gatehouse.demoforge.model;

/// What the model does next.
public sealed interface Turn {
    /// Says it, a word an event.
    record Says(String text) implements Turn {}

    /// Has the client run one of the tools that it offers, found by its name in any case. Where the
    /// client offers no such tool, as when it asks for a title only, the model says `ok`.
    ///
    /// @param input the tool's input, a JSON object
    record Calls(String tool, String input) implements Turn {}

    static Turn says(String text) {
        return new Says(text);
    }

    static Turn calls(String tool, String input) {
        return new Calls(tool, input);
    }
}
