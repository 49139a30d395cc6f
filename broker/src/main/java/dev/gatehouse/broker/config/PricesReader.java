package dev.gatehouse.broker.config;

import dev.gatehouse.broker.config.yaml.Node.Entry;
import dev.gatehouse.broker.config.yaml.Node.Mapping;
import dev.gatehouse.broker.model.ModelGlob;
import dev.gatehouse.broker.model.budget.Price;
import dev.gatehouse.broker.model.budget.PriceTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `prices`: patterns of models' names, and what a million tokens of each kind cost.
final class PricesReader {
    private static final BigDecimal MOST = new BigDecimal("100000");

    private PricesReader() {}

    static PriceTable read(Section root) {
        List<Entry> entries =
                root.optional("prices")
                        .flatMap(Value::mapping)
                        .map(Mapping::entries)
                        .orElse(List.of());
        List<PriceTable.Row> rows = new ArrayList<>();
        Map<String, Integer> lineByModels = new HashMap<>();
        for (Entry entry : entries) {
            Value prices = root.optional("prices").orElseThrow();
            Optional<ModelGlob> models = models(prices.at(entry.place()), entry.key());
            Integer earlier = lineByModels.putIfAbsent(entry.key(), entry.place().line());
            if (earlier != null) {
                prices.at(entry.place())
                        .error(
                                Secrecy.quote(entry.key())
                                        + " is given twice, first in line "
                                        + earlier,
                                "keep one of them");
            }
            Optional<Price> price =
                    prices.child(entry.value(), entry.key())
                            .section(Block.PRICE)
                            .flatMap(PricesReader::price);
            if (models.isPresent() && price.isPresent()) {
                rows.add(new PriceTable.Row(models.get(), price.get()));
            }
        }
        return new PriceTable(rows);
    }

    /// Refuses limits on money where nothing has a price: no call could be made.
    static void requireForMoney(Collection<AgentSettings> agents, PriceTable prices, Section root) {
        for (AgentSettings agent : agents) {
            boolean limited =
                    agent.model()
                            .filter(model -> model.rules().limits().moneyPerDay().isPresent())
                            .isPresent();
            if (limited && prices.rows().isEmpty()) {
                root.whole()
                        .error(
                                "the money of agent '"
                                        + agent.agent().name()
                                        + "' is limited, and no model has a price",
                                "add 'prices', or remove its 'money-per-day'");
            }
        }
    }

    private static Optional<ModelGlob> models(Value key, String text) {
        if (!ModelGlob.isValid(text)) {
            key.error(
                    Secrecy.quote(text) + " is not a pattern of models' names",
                    "use letters, digits and ._:/@[]-, and '*' for any characters, at most 128");
            return Optional.empty();
        }
        return Optional.of(new ModelGlob(text));
    }

    private static Optional<Price> price(Section price) {
        Optional<BigDecimal> input =
                price.required("input", "add what a million tokens of input cost")
                        .flatMap(PricesReader::amount);
        Optional<BigDecimal> output =
                price.required("output", "add what a million tokens of output cost")
                        .flatMap(PricesReader::amount);
        Optional<BigDecimal> read = price.optional("cache-read").flatMap(PricesReader::amount);
        Optional<BigDecimal> write = price.optional("cache-write").flatMap(PricesReader::amount);
        if (input.isEmpty() || output.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Price(
                        input.get(),
                        output.get(),
                        read.orElse(input.get()),
                        write.orElse(input.get())));
    }

    private static Optional<BigDecimal> amount(Value value) {
        return value.decimal(BigDecimal.ZERO, MOST);
    }
}
