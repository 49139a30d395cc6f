package dev.gatehouse.broker.model.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.model.ModelLimits;
import dev.gatehouse.broker.model.budget.Entry.Entered;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BudgetConcurrencyTest {
    private static final int THREADS = 8;

    @Property(tries = 40)
    void tokensPassTheLimitByNoMoreThanOneCall(
            @ForAll @IntRange(min = 1, max = 5_000) int limit,
            @ForAll @IntRange(min = 1, max = 500) int largest,
            @ForAll long seed)
            throws InterruptedException {
        BudgetSnapshot used = spend(TestingBudgets.tokensPerDay(limit), largest, seed);

        assertThat(used.tokensDay().total())
                .as("however many call at once")
                .isBetween((long) limit, limit - 1L + largest);
    }

    @Property(tries = 40)
    void requestsNeverPassTheLimit(
            @ForAll @IntRange(min = 1, max = 300) int limit, @ForAll long seed)
            throws InterruptedException {
        assertThat(spend(TestingBudgets.requestsPerDay(limit), 1, seed).requestsDay())
                .isEqualTo(limit);
        assertThat(spend(TestingBudgets.requestsPerMinute(limit), 1, seed).requestsMinute())
                .isEqualTo(limit);
    }

    /// Calls from several threads, each as large as it was bound to be, until nobody is let in.
    private static BudgetSnapshot spend(ModelLimits limits, int largest, long seed)
            throws InterruptedException {
        Budget budget = TestingBudgets.budget(limits, new TestingClock("2026-05-04T12:00:00Z"));
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int each = 0; each < THREADS; each++) {
            SplittableRandom random = new SplittableRandom(seed + each);
            threads.add(Thread.ofPlatform().start(() -> spendAll(budget, start, largest, random)));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(budget.snapshot().underWay()).isZero();
        return budget.snapshot();
    }

    private static void spendAll(
            Budget budget, CountDownLatch start, int largest, SplittableRandom random) {
        try {
            start.await();
        } catch (InterruptedException stopped) {
            return;
        }
        while (true) {
            int tokens = random.nextInt(1, largest + 1);
            switch (budget.enter(TestingBudgets.MODEL, new TokenBound(tokens, 0))) {
                case Entered(Reservation reservation) -> {
                    Thread.onSpinWait();
                    reservation.settle(new TokenCount(tokens, 0, 0, 0, false));
                }
                case Entry.Refused refused -> {
                    boolean minute = refused.limit() == Limit.REQUESTS_PER_MINUTE;
                    if (refused.isPointless() || minute) {
                        return;
                    }
                }
            }
        }
    }
}
