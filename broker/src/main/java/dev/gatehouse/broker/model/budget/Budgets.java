package dev.gatehouse.broker.model.budget;

import dev.gatehouse.broker.agent.AgentName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The budgets of all agents, and their counts of the day on disk: read at the first use, written
/// once a second where they changed, and when the broker ends. What a crash loses is a second.
public final class Budgets implements AutoCloseable {
    private record Kept(Budget budget, DayFile file) {}

    private final Path directory;
    private final InstantSource clock;
    private final Consumer<String> alarm;
    private final Map<AgentName, Kept> budgets = new ConcurrentHashMap<>();
    private final Map<AgentName, DayCount> written = new ConcurrentHashMap<>();
    private final Set<AgentName> failing = ConcurrentHashMap.newKeySet();
    private final ScheduledFuture<?> writing;

    /// @param directory the broker's own; there already
    /// @param executor writes the files; may block
    /// @param alarm takes what the operator has to know, in one sentence
    public Budgets(
            Path directory,
            InstantSource clock,
            ScheduledExecutorService executor,
            Consumer<String> alarm) {
        this.directory = directory;
        this.clock = clock;
        this.alarm = alarm;
        this.writing = executor.scheduleWithFixedDelay(this::write, 1, 1, TimeUnit.SECONDS);
    }

    /// Makes the budgets of new agents, and gives the others their new terms; what they used stays
    /// counted. Reads files: not for an event loop.
    public synchronized void configure(Map<AgentName, BudgetTerms> terms) {
        terms.forEach((agent, each) -> {
            Kept known = budgets.get(agent);
            if (known == null) {
                budgets.put(agent, open(agent, each));
            } else {
                known.budget.replace(each);
            }
        });
    }

    /// None for an agent that was never configured with a model.
    public Optional<Budget> of(AgentName agent) {
        return Optional.ofNullable(budgets.get(agent)).map(Kept::budget);
    }

    /// Writes what is left to write.
    @Override
    public void close() {
        writing.cancel(false);
        write();
    }

    private Kept open(AgentName agent, BudgetTerms terms) {
        DayFile file = new DayFile(directory.resolve(agent + ".budget"));
        DayCount begin = DayCount.begin(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        try {
            Optional<DayCount> kept = file.read();
            kept.ifPresent(count -> written.put(agent, count));
            return new Kept(new Budget(terms, clock, kept.orElse(begin), true), file);
        } catch (IOException unreadable) {
            alarm.accept(
                    "what agent "
                            + agent
                            + " used of its model today cannot be read: remove "
                            + file.path()
                            + " and restart to begin at nothing; until then, or until midnight UTC,"
                            + " its calls are refused where a day is limited");
            return new Kept(new Budget(terms, clock, begin, false), file);
        }
    }

    private synchronized void write() {
        budgets.forEach((agent, kept) ->
                kept.budget
                        .day()
                        .filter(count -> !count.equals(written.get(agent)))
                        .ifPresent(count -> write(agent, kept.file, count)));
    }

    private void write(AgentName agent, DayFile file, DayCount count) {
        try {
            file.write(count);
            written.put(agent, count);
            failing.remove(agent);
        } catch (IOException unwritable) {
            if (failing.add(agent)) {
                alarm.accept(
                        "what agent "
                                + agent
                                + " used of its model today cannot be written to "
                                + file.path()
                                + ": a restart would forget it; see whether the disk is full");
            }
        }
    }
}
