package dev.gatehouse.bench.report;

import java.util.Locale;

/// Numbers as people read them: three digits that count.
public final class Text {
    private Text() {}

    public static String of(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        String pattern = size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }
}
