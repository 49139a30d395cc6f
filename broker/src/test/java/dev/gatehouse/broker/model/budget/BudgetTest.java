package dev.gatehouse.broker.model.budget;

import static dev.gatehouse.broker.model.budget.TestingBudgets.MODEL;
import static dev.gatehouse.broker.model.budget.TestingBudgets.budget;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.model.budget.Entry.Entered;
import dev.gatehouse.broker.model.budget.Entry.Refused;
import dev.gatehouse.protocol.RefusalCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final TokenBound SMALL = new TokenBound(10, 10);

    private final TestingClock clock = new TestingClock("2026-05-04T12:00:00Z");

    @Test
    void letsInAsManyRequestsAMinuteAsAreGranted() {
        Budget budget = budget(TestingBudgets.requestsPerMinute(2), clock);
        enter(budget).release();
        clock.pass(Duration.ofSeconds(40));
        enter(budget).release();

        Refused refused = refusal(budget);

        assertThat(refused.limit()).isEqualTo(Limit.REQUESTS_PER_MINUTE);
        assertThat(refused.retryAfter())
                .as("when the first of them is a minute old")
                .contains(Duration.ofSeconds(20));
        assertThat(refused.isPointless()).isFalse();
        clock.pass(Duration.ofSeconds(19));
        assertThat(refusal(budget).retryAfter()).contains(Duration.ofSeconds(1));
        clock.pass(Duration.ofSeconds(1));
        enter(budget);
    }

    @Test
    void aDayIsADayOfUtc() {
        Budget budget = budget(TestingBudgets.requestsPerDay(1), clock);
        enter(budget).release();

        Refused refused = refusal(budget);

        assertThat(refused.limit()).isEqualTo(Limit.REQUESTS_PER_DAY);
        assertThat(refused.isPointless()).as("nobody waits until tomorrow").isTrue();
        assertThat(refused.refusal().code()).isEqualTo(RefusalCode.LIMIT);
        assertThat(refused.refusal().rule()).isEqualTo("agents.dev.model.limits.requests-per-day");
        clock.pass(Duration.ofHours(12));
        enter(budget);
    }

    @Test
    void countsWhatWasUsedAgainstTheMinute() {
        Budget budget = budget(TestingBudgets.tokensPerMinute(100), clock);
        enter(budget).settle(new TokenCount(20, 30, 40, 10, false));

        assertThat(refusal(budget).limit())
                .as("all kinds of tokens together")
                .isEqualTo(Limit.TOKENS_PER_MINUTE);
        assertThat(refusal(budget).retryAfter()).contains(Duration.ofSeconds(60));
        clock.pass(Duration.ofSeconds(60));
        enter(budget);
    }

    @Test
    void countsWhatCallsUnderWayCanUse() {
        Budget budget = budget(TestingBudgets.tokensPerDay(100), clock);
        Reservation first = enter(budget, new TokenBound(60, 50));

        Refused refused = refusal(budget);

        assertThat(refused.limit()).isEqualTo(Limit.TOKENS_PER_DAY);
        assertThat(refused.isPointless()).as("they may use less").isFalse();
        first.settle(new TokenCount(5, 5, 0, 0, false));
        enter(budget);
    }

    @Test
    void aBoundThatProvesSmallerMakesRoom() {
        Budget budget = budget(TestingBudgets.tokensPerDay(100), clock);
        Reservation first = enter(budget, new TokenBound(0, TokenBound.UNSAID_OUTPUT));
        refusal(budget);

        first.bound(new TokenBound(10, 20));

        enter(budget);
        assertThat(first.bound()).isEqualTo(new TokenBound(10, 20));
    }

    @Test
    void aReservationEndsOnce() {
        Budget budget = budget(TestingBudgets.concurrent(1), clock);
        Reservation first = enter(budget);
        assertThat(refusal(budget).limit()).isEqualTo(Limit.CONCURRENT);

        first.settle(new TokenCount(1, 1, 0, 0, false));
        first.settle(new TokenCount(1, 1, 0, 0, false));
        first.release();
        first.bound(new TokenBound(1000, 1000));

        assertThat(budget.snapshot().tokensDay().total()).isEqualTo(2);
        assertThat(budget.snapshot().underWay()).isZero();
        enter(budget);
        assertThat(refusal(budget).limit())
                .as("ending twice freed one place")
                .isEqualTo(Limit.CONCURRENT);
    }

    @Test
    void countsMoneyByTheNearestPrice() {
        Budget budget = budget(TestingBudgets.moneyPerDay("0.01"), clock);
        enter(budget).settle(new TokenCount(1_000, 500, 10_000, 1_000, false));

        assertThat(budget.snapshot().moneyDay())
                .as("0.001 + 0.005 + 0.001 + 0.002")
                .isEqualByComparingTo("0.009");
        enter(budget).settle(new TokenCount(0, 100, 0, 0, false));
        assertThat(refusal(budget).limit()).isEqualTo(Limit.MONEY_PER_DAY);
    }

    @Test
    void reservesMoneyAtTheDearestWay() {
        Budget budget = budget(TestingBudgets.moneyPerDay("0.002"), clock);
        enter(budget, new TokenBound(1_000, 0));

        assertThat(refusal(budget).limit())
                .as("all of the input could be written to the cache")
                .isEqualTo(Limit.MONEY_PER_DAY);
    }

    @Test
    void refusesAModelWithoutAPriceWhereMoneyIsLimited() {
        Budget budget = budget(TestingBudgets.moneyPerDay("5"), clock);
        budget.replace(
                new BudgetTerms(
                        "agents.dev.model.limits",
                        TestingBudgets.moneyPerDay("5"),
                        PriceTable.EMPTY));

        Refused refused = (Refused) budget.enter(Optional.of("o3"), SMALL);

        assertThat(refused.limit()).isEqualTo(Limit.NO_PRICE);
        assertThat(refused.detail()).contains("no price for model o3");
        assertThat(budget.enter(Optional.empty(), TokenBound.NOTHING))
                .as("a list of models costs nothing")
                .isInstanceOf(Entered.class);
    }

    @Test
    void aReloadKeepsWhatWasUsed() {
        Budget budget = budget(TestingBudgets.tokensPerDay(1000), clock);
        enter(budget).settle(new TokenCount(100, 100, 0, 0, false));

        budget.replace(TestingBudgets.terms(TestingBudgets.tokensPerDay(200)));

        assertThat(refusal(budget).limit()).isEqualTo(Limit.TOKENS_PER_DAY);
    }

    @Test
    void refusesWhereADayIsLimitedAndNotKnown() {
        Budget budget =
                new Budget(
                        TestingBudgets.terms(TestingBudgets.requestsPerDay(100)),
                        clock,
                        TestingBudgets.today(clock),
                        false);

        assertThat(refusal(budget).limit()).isEqualTo(Limit.DAY_UNKNOWN);
        assertThat(budget.day()).as("what is not known is not kept").isEmpty();
        clock.pass(Duration.ofHours(12));
        enter(budget);
        assertThat(budget.day()).isPresent();
    }

    @Test
    void letsInWhereNoDayIsLimitedThoughItIsNotKnown() {
        Budget budget =
                new Budget(
                        TestingBudgets.terms(TestingBudgets.requestsPerMinute(100)),
                        clock,
                        TestingBudgets.today(clock),
                        false);

        enter(budget);
    }

    @Test
    void aClockSetBackGivesNothingBack() {
        Budget budget = budget(TestingBudgets.requestsPerDay(1), clock);
        enter(budget).release();

        clock.pass(Duration.ofDays(-2));

        refusal(budget);
    }

    @Test
    void tellsWhatWasUsed() {
        Budget budget = budget(TestingBudgets.concurrent(2), clock);
        enter(budget).settle(new TokenCount(1, 2, 3, 4, true));
        enter(budget);
        enter(budget);
        refusal(budget);

        assertThat(budget.snapshot())
                .isEqualTo(
                        new BudgetSnapshot(
                                3,
                                3,
                                10,
                                new TokenCount(1, 2, 3, 4, true),
                                new BigDecimal("0.0000293"),
                                2,
                                Map.of(Limit.CONCURRENT, 1L)));
    }

    private static Reservation enter(Budget budget) {
        return enter(budget, SMALL);
    }

    private static Reservation enter(Budget budget, TokenBound bound) {
        Entry entry = budget.enter(MODEL, bound);
        assertThat(entry).isInstanceOf(Entered.class);
        return ((Entered) entry).reservation();
    }

    private static Refused refusal(Budget budget) {
        Entry entry = budget.enter(MODEL, SMALL);
        assertThat(entry).isInstanceOf(Refused.class);
        return (Refused) entry;
    }
}
