package dev.gatehouse.broker.cli.status;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows of text, each column as wide as its widest cell. The columns of numbers stand to the right.
final class Table {
    private final int numbersFrom;
    private final List<List<String>> rows = new ArrayList<>();

    /// @param numbersFrom the first column that holds numbers; so do all after it
    Table(int numbersFrom, String... header) {
        this.numbersFrom = numbersFrom;
        rows.add(Arrays.asList(header));
    }

    void add(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    void print(PrintWriter out) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int at = 0; at < row.size(); at++) {
                String padding = " ".repeat(width(at) - row.get(at).length());
                String cell = at >= numbersFrom ? padding + row.get(at) : row.get(at) + padding;
                line.append(at == 0 ? "" : "  ").append(cell);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
