package dev.gatehouse.broker.log;

/// Keeps a text on one line, and terminals from acting on it: control characters, line separators
/// and marks that turn the direction of writing are written as escapes. What an agent chose may
/// stand in a message.
final class OneLine {
    private OneLine() {}

    static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            switch (each) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (isHarmless(each)) {
                        line.append(each);
                    } else {
                        line.append("\\u%04x".formatted((int) each));
                    }
                }
            }
        }
        return line.toString();
    }

    private static boolean isHarmless(char each) {
        return switch (Character.getType(each)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
