package dev.gatehouse.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// @param rows as many cells in each as `head` has
public record Table(String caption, List<String> head, List<List<String>> rows) {
    public Table {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != head.size()) {
                throw new IllegalArgumentException("a row of another length in " + caption);
            }
        }
    }

    /// A row for each subject and a column for each condition.
    public static Table of(
            Figures figures, Measure measure, List<String> subjects, List<String> conditions) {
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(conditions);
        return new Table(
                measure.title(),
                head,
                subjects.stream()
                        .map(subject -> {
                            List<String> row = new ArrayList<>(List.of(subject));
                            conditions.forEach(condition ->
                                    row.add(Text.of(figures.median(measure, condition, subject))));
                            return row;
                        })
                        .<List<String>>map(row -> row)
                        .toList());
    }

    String markdown() {
        StringBuilder text = new StringBuilder("**" + caption + "**\n\n");
        text.append(line(head));
        text.append("| ---").append(" | ---:".repeat(head.size() - 1)).append(" |\n");
        rows.forEach(row -> text.append(line(row)));
        return text.append("\n").toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
