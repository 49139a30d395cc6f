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
            if (text.charAt(at) == '\n') {
                line++;
                lineStart = at + 1;
            }
        }
        return new Place(line, index - lineStart + 1);
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
