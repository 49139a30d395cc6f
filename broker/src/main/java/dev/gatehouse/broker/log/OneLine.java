package dev.gatehouse.broker.log;

import dev.gatehouse.broker.text.Harmless;

/// Keeps a text on one line, and terminals from acting on it: control characters, line separators
/// and marks that turn the direction of writing are written as escapes. What an agent chose may
/// stand in a message.
final class OneLine {
    private OneLine() {}

    static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints()
                .forEach(each -> {
                    switch (each) {
                        case '\n' -> line.append("\\n");
                        case '\r' -> line.append("\\r");
                        case '\t' -> line.append("\\t");
                        default -> append(line, each);
                    }
                });
        return line.toString();
    }

    private static void append(StringBuilder line, int each) {
        if (Harmless.is(each)) {
            line.appendCodePoint(each);
            return;
        }
        for (char unit : Character.toChars(each)) {
            line.append("\\u%04x".formatted((int) unit));
        }
    }
}
