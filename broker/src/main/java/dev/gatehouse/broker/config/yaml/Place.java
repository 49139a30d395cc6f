package dev.gatehouse.broker.config.yaml;

import java.util.Comparator;

/// A position in a file; line and column count from 1, columns in UTF-16 units.
public record Place(int line, int column) implements Comparable<Place> {
    public static final Place START = new Place(1, 1);

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

    /// The place of `text.charAt(index)`.
    public static Place of(String text, int index) {
        int line = 1;
        int lineStart = 0;
        for (int at = 0; at < index; at++) {
            if (endsLine(text, at)) {
                line++;
                lineStart = at + 1;
            }
        }
        return new Place(line, index - lineStart + 1);
    }

    /// LF, CR LF, or CR alone (YAML 1.2.2, production `b-break`).
    private static boolean endsLine(String text, int at) {
        return text.charAt(at) == '\n'
                || (text.charAt(at) == '\r'
                        && (at + 1 == text.length() || text.charAt(at + 1) != '\n'));
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
