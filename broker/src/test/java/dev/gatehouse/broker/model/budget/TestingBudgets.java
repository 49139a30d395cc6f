package dev.gatehouse.broker.model.budget;

import dev.gatehouse.broker.model.ModelGlob;
import dev.gatehouse.broker.model.ModelLimits;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Limits one at a time, and budgets of them.
final class TestingBudgets {
    static final Optional<String> MODEL = Optional.of("gpt-5");
    static final PriceTable PRICES =
            new PriceTable(
                    List.of(
                            new PriceTable.Row(
                                    new ModelGlob("gpt-*"), price("1", "10", "0.1", "2")),
                            new PriceTable.Row(new ModelGlob("*"), price("9", "9", "9", "9"))));

    private TestingBudgets() {}

    static Price price(String input, String output, String cacheRead, String cacheWrite) {
        return new Price(
                new BigDecimal(input),
                new BigDecimal(output),
                new BigDecimal(cacheRead),
                new BigDecimal(cacheWrite));
    }

    static Budget budget(ModelLimits limits, TestingClock clock) {
        return new Budget(terms(limits), clock, today(clock), true);
    }

    static BudgetTerms terms(ModelLimits limits) {
        return new BudgetTerms("agents.dev.model.limits", limits, PRICES);
    }

    static DayCount today(TestingClock clock) {
        return DayCount.begin(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    static ModelLimits requestsPerMinute(int most) {
        return limits(most, 0, 0, 0, "0", 1000);
    }

    static ModelLimits requestsPerDay(long most) {
        return limits(1_000_000, most, 0, 0, "0", 1000);
    }

    static ModelLimits tokensPerMinute(long most) {
        return limits(1_000_000, 0, most, 0, "0", 1000);
    }

    static ModelLimits tokensPerDay(long most) {
        return limits(1_000_000, 0, 0, most, "0", 1000);
    }

    static ModelLimits moneyPerDay(String most) {
        return limits(1_000_000, 0, 0, 0, most, 1000);
    }

    static ModelLimits concurrent(int most) {
        return limits(1_000_000, 0, 0, 0, "0", most);
    }

    /// 0: not limited.
    private static ModelLimits limits(
            int requestsMinute,
            long requestsDay,
            long tokensMinute,
            long tokensDay,
            String money,
            int concurrent) {
        return new ModelLimits(
                requestsMinute,
                some(requestsDay),
                some(tokensMinute),
                some(tokensDay),
                money.equals("0") ? Optional.empty() : Optional.of(new BigDecimal(money)),
                concurrent,
                1 << 20);
    }

    private static OptionalLong some(long most) {
        return most == 0 ? OptionalLong.empty() : OptionalLong.of(most);
    }
}
