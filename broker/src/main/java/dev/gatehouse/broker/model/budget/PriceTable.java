package dev.gatehouse.broker.model.budget;

import dev.gatehouse.broker.model.ModelGlob;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Prices by models' names. Of the patterns that match, the one that fixes most characters counts;
/// of equals, the first. Immutable.
public record PriceTable(List<Row> rows) {
    public static final PriceTable EMPTY = new PriceTable(List.of());

    /// One line of the table.
    public record Row(ModelGlob models, Price price) {}

    public PriceTable {
        rows = List.copyOf(rows);
    }

    public Optional<Price> price(String model) {
        return rows.stream()
                .filter(row -> row.models.matches(model))
                .max(Comparator.comparingInt((Row row) -> row.models.literals()))
                .map(Row::price);
    }
}
