package dev.gatehouse.broker.tool;

import dev.gatehouse.broker.text.Harmless;
import java.util.List;
import java.util.OptionalInt;

/// Shows a result to a reader. What the forge holds was written by anybody, so nothing of it may
/// act on a terminal.
///
/// @param width of the terminal; none where there is none, and nothing is cut then
public record Printer(OptionalInt width, boolean colour) {
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";
    private static final String GAP = "  ";
    private static final int NARROWEST_COLUMN = 12;

    public String print(View view) {
        return switch (view) {
            case View.Table table -> table(table);
            case View.Card card -> card(card);
            case View.Line line -> clean(line.text()).strip() + "\n";
            case View.Text text -> withEnd(clean(text.text()));
            case View.Sequence sequence ->
                    String.join("\n", sequence.views().stream().map(this::print).toList());
        };
    }

    private String card(View.Card card) {
        StringBuilder text = new StringBuilder();
        text.append(bold(cell(card.title()))).append('\n');
        int longest = card.facts().stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
        for (View.Fact fact : card.facts()) {
            if (!fact.value().isBlank()) {
                text.append(pad(fact.name() + ":", longest + 1))
                        .append(' ')
                        .append(cell(fact.value()))
                        .append('\n');
            }
        }
        if (!card.body().isBlank()) {
            text.append('\n').append(withEnd(clean(card.body())));
        }
        return text.toString();
    }

    private String table(View.Table table) {
        if (table.rows().isEmpty()) {
            return table.none() + "\n";
        }
        List<List<String>> rows =
                table.rows().stream().map(row -> row.stream().map(Printer::cell).toList()).toList();
        int[] widths = widths(table.columns(), rows);
        StringBuilder text = new StringBuilder();
        text.append(bold(line(table.columns(), widths))).append('\n');
        rows.forEach(row -> text.append(line(row, widths)).append('\n'));
        return text.toString();
    }

    /// The widest column gives way where the terminal is too narrow.
    private int[] widths(List<String> heads, List<List<String>> rows) {
        int[] widths = new int[heads.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] =
                    Math.max(
                            heads.get(i).length(),
                            rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0));
        }
        int excess = GAP.length() * (widths.length - 1) - width.orElse(Integer.MAX_VALUE);
        for (int one : widths) {
            excess += one;
        }
        while (width.isPresent() && excess > 0) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            int given = Math.min(excess, Math.max(0, widths[widest] - NARROWEST_COLUMN));
            if (given == 0) {
                break;
            }
            widths[widest] -= given;
            excess -= given;
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(i > 0 ? GAP : "").append(pad(cut(cells.get(i), widths[i]), widths[i]));
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String text, int most) {
        return length(text) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
    }

    private static String pad(String text, int to) {
        return text + " ".repeat(Math.max(0, to - length(text)));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private String bold(String text) {
        return colour ? BOLD + text + PLAIN : text;
    }

    private static String cell(String text) {
        return clean(text).replace('\n', ' ').replace('\t', ' ').strip();
    }

    private static String withEnd(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    /// Without what a terminal would act on; line ends and tabs stay.
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> point != '\r')
                .map(point -> point == '\n' || point == '\t' || Harmless.is(point) ? point : 0xFFFD)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
