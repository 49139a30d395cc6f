package dev.gatehouse.broker.model.budget;

import static dev.gatehouse.broker.model.budget.TestingBudgets.price;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.model.ModelGlob;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceTableTest {
    private static final Price ANY = price("1", "1", "1", "1");
    private static final Price CLAUDE = price("2", "2", "2", "2");
    private static final Price SONNET = price("3", "3", "3", "3");
    private static final PriceTable TABLE =
            new PriceTable(
                    List.of(
                            row("*", ANY),
                            row("claude-sonnet-*", SONNET),
                            row("claude-*", CLAUDE)));

    @Test
    void thePatternThatSaysMostCounts() {
        assertThat(TABLE.price("claude-sonnet-4-5")).contains(SONNET);
        assertThat(TABLE.price("claude-opus-4")).contains(CLAUDE);
        assertThat(TABLE.price("gpt-5")).contains(ANY);
    }

    @Test
    void ofEqualsTheFirstCounts() {
        assertThat(new PriceTable(List.of(row("a*", ANY), row("*a", CLAUDE))).price("aa"))
                .contains(ANY);
    }

    @Test
    void thereMayBeNone() {
        assertThat(new PriceTable(List.of(row("gpt-*", ANY))).price("claude-opus-4")).isEmpty();
    }

    private static PriceTable.Row row(String glob, Price price) {
        return new PriceTable.Row(new ModelGlob(glob), price);
    }
}
