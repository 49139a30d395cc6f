package dev.gatehouse.broker.model.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.model.budget.Entry.Entered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetsTest {
    private static final AgentName DEV = new AgentName("dev");
    private static final Map<AgentName, BudgetTerms> TERMS =
            Map.of(DEV, TestingBudgets.terms(TestingBudgets.tokensPerDay(100)));

    private final TestingClock clock = new TestingClock("2026-05-04T12:00:00Z");
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
    private final List<String> alarms = new CopyOnWriteArrayList<>();

    @TempDir private Path directory;

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void theDaySurvivesARestart() {
        try (Budgets budgets = open()) {
            use(budgets, new TokenCount(1, 2, 3, 94, true));
        }
        try (Budgets budgets = open()) {
            assertThat(budgets.of(DEV).orElseThrow().snapshot().tokensDay())
                    .isEqualTo(new TokenCount(1, 2, 3, 94, true));
            assertThat(budgets.of(DEV).orElseThrow().snapshot().requestsDay()).isEqualTo(1);
            assertThat(budgets.of(DEV).orElseThrow().snapshot().moneyDay())
                    .isEqualByComparingTo("0.0002093");
            assertThat(enter(budgets)).as("the limit holds").isInstanceOf(Entry.Refused.class);
        }
        assertThat(alarms).isEmpty();
    }

    @Test
    void anotherDayBeginsAtNothing() {
        try (Budgets budgets = open()) {
            use(budgets, new TokenCount(100, 0, 0, 0, false));
        }
        clock.pass(Duration.ofDays(1));
        try (Budgets budgets = open()) {
            assertThat(enter(budgets)).isInstanceOf(Entered.class);
        }
    }

    @Test
    void theFileIsWrittenWithoutWaitingForTheEnd() throws Exception {
        try (Budgets budgets = open()) {
            use(budgets, new TokenCount(5, 0, 0, 0, false));
            for (int tries = 0; tries < 100 && !Files.exists(file()); tries++) {
                Thread.sleep(50);
            }
            assertThat(Files.readString(file())).startsWith("day 2026-05-04 requests 1 input 5 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "day",
                "day 2026-05-04 requests -1 input 0 output 0 cache-read 0 cache-write 0 estimated"
                        + " false money 0\n",
                "day 2026-99-04 requests 1 input 0 output 0 cache-read 0 cache-write 0 estimated"
                        + " false money 0\n",
                "day 2026-05-04 requests 1 input 0 output 0 cache-read 0 cache-write 0 estimated"
                        + " false money 0\n\n",
            })
    void aDamagedFileIsAnAlarmAndClosesWhereADayIsLimited(String text) throws IOException {
        Files.writeString(file(), text);

        try (Budgets budgets = open()) {
            assertThat(enter(budgets))
                    .isInstanceOfSatisfying(
                            Entry.Refused.class,
                            no -> assertThat(no.limit()).isEqualTo(Limit.DAY_UNKNOWN));
        }

        assertThat(alarms).singleElement().asString().contains("agent dev", file().toString());
        assertThat(Files.readString(file())).as("left for the operator to see").isEqualTo(text);
    }

    @Test
    void aFileThatCannotBeWrittenIsAnAlarmAndCountingGoesOn() throws IOException {
        Budgets budgets = open();
        Files.delete(directory);
        use(budgets, new TokenCount(100, 0, 0, 0, false));

        budgets.close();
        budgets.close();

        assertThat(alarms).as("told once").singleElement().asString().contains("cannot be written");
        assertThat(enter(budgets)).isInstanceOf(Entry.Refused.class);
        Files.createDirectory(directory);
    }

    @Test
    void aReloadKeepsTheBudgetAndAddsNewOnes() {
        AgentName other = new AgentName("other");
        try (Budgets budgets = open()) {
            Budget before = budgets.of(DEV).orElseThrow();
            budgets.configure(
                    Map.of(
                            DEV,
                            TestingBudgets.terms(TestingBudgets.concurrent(5)),
                            other,
                            TestingBudgets.terms(TestingBudgets.concurrent(5))));

            assertThat(budgets.of(DEV)).containsSame(before);
            assertThat(budgets.of(other)).isPresent();
            assertThat(budgets.of(new AgentName("nobody"))).isEmpty();
        }
    }

    private Budgets open() {
        Budgets budgets = new Budgets(directory, clock, executor, alarms::add);
        budgets.configure(TERMS);
        return budgets;
    }

    private Path file() {
        return directory.resolve("dev.budget");
    }

    private static void use(Budgets budgets, TokenCount count) {
        if (enter(budgets) instanceof Entered(Reservation reservation)) {
            reservation.settle(count);
        }
    }

    private static Entry enter(Budgets budgets) {
        return budgets.of(DEV).orElseThrow().enter(Optional.of("gpt-5"), new TokenBound(1, 1));
    }
}
