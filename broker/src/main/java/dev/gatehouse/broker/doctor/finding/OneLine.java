package dev.gatehouse.broker.doctor.finding;

/// Keeps what files, processes and servers say from writing more than one line of the report, or to
/// the terminal.
final class OneLine {
    private static final int MOST_CHARS = 500;

    private OneLine() {}

    static String of(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(MOST_CHARS)
                .forEach(c -> line.appendCodePoint(isHarmless(c) ? c : ' '));
        return line.toString().strip().replaceAll(" {2,}", " ");
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    false;
            default -> true;
        };
    }
}
