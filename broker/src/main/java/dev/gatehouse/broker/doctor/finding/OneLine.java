package dev.gatehouse.broker.doctor.finding;

import dev.gatehouse.broker.text.Harmless;

/// Keeps what files, processes and servers say from writing more than one line of the report, or to
/// the terminal.
final class OneLine {
    private static final int MOST_CHARS = 500;

    private OneLine() {}

    static String of(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(MOST_CHARS)
                .forEach(c -> line.appendCodePoint(Harmless.is(c) ? c : ' '));
        return line.toString().strip().replaceAll(" {2,}", " ");
    }
}
