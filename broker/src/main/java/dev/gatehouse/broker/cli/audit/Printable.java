package dev.gatehouse.broker.cli.audit;

/// Makes recorded text safe to show: agents choose the names of refs, and a log may have been
/// tampered with. Letters and digits of any script stay; whatever could steer a terminal, or turn
/// the direction of what follows, is written as `\u001B`.
final class Printable {
    private Printable() {}

    static String text(String recorded) {
        StringBuilder shown = new StringBuilder(recorded.length());
        recorded.codePoints()
                .forEach(point -> {
                    if ((point >= ' ' && point <= '~') || Character.isLetterOrDigit(point)) {
                        shown.appendCodePoint(point);
                    } else {
                        escape(shown, point);
                    }
                });
        return shown.toString();
    }

    /// A line that is JSON stays the same JSON, in ASCII.
    static String json(String line) {
        StringBuilder shown = new StringBuilder(line.length());
        line.chars()
                .forEach(unit -> {
                    if (unit >= ' ' && unit <= '~') {
                        shown.append((char) unit);
                    } else if (unit < ' ') {
                        // JSON has these between its tokens only.
                        shown.append(' ');
                    } else {
                        escape(shown, unit);
                    }
                });
        return shown.toString();
    }

    private static void escape(StringBuilder shown, int point) {
        for (char unit : Character.toChars(point)) {
            shown.append("\\u%04X".formatted((int) unit));
        }
    }
}
