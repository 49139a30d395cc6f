package dev.gatehouse.broker.credential.key;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.ModelKey;
import dev.gatehouse.broker.credential.Alarms;
import dev.gatehouse.broker.credential.KnownTokens;
import dev.gatehouse.broker.credential.Loan;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/// Every agent's key to its model's API. A key is lent for one use; what replaces it in its source
/// is lent from then on, and calls under way end with the old one.
///
/// Any thread, an event loop too: no method blocks. Stages are completed by a thread of the store,
/// so a caller with an event loop goes back to it by itself.
public final class KeyStore implements AutoCloseable {
    private final ExecutorService executor =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("key-", 0).factory());
    private final LongAdder lendings = new LongAdder();
    private final KeyReader reader;
    private final KnownTokens known;
    private final Alarms alarms;
    private final InstantSource clock;
    private volatile Map<AgentName, KeyHolding> holdings = Map.of();

    public KeyStore(KeyReader reader, KnownTokens known, Alarms alarms, InstantSource clock) {
        this.reader = reader;
        this.known = known;
        this.alarms = alarms;
        this.clock = clock;
    }

    /// Holds the keys of these agents from now on; one whose source is the same keeps its key.
    ///
    /// @return completes when every new source was read, whatever came of it
    public synchronized CompletionStage<Void> serve(Map<AgentName, ModelKey> keys) {
        Map<AgentName, KeyHolding> before = holdings;
        Map<AgentName, KeyHolding> after = new HashMap<>();
        keys.forEach((agent, key) -> {
            KeyHolding kept = before.get(agent);
            after.put(
                    agent,
                    kept != null && kept.key().equals(key)
                            ? kept
                            : new KeyHolding(agent, key, reader, known, alarms, clock, executor));
        });
        holdings = Map.copyOf(after);
        before.values().stream()
                .filter(holding -> !after.containsValue(holding))
                .forEach(KeyHolding::retire);
        return CompletableFuture.allOf(
                after.values().stream()
                        .filter(holding -> !before.containsValue(holding))
                        .map(this::readLater)
                        .toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Boolean> readLater(KeyHolding holding) {
        return CompletableFuture.supplyAsync(holding::read, executor);
    }

    /// Complete already while the key is good.
    public CompletionStage<KeyLending> lend(AgentName agent) {
        KeyHolding holding = holdings.get(agent);
        return holding == null
                ? CompletableFuture.completedStage(new KeyLending.Unneeded())
                : counted(holding.lend());
    }

    /// The server answered 401 to this loan, which stays the caller's to close. Another key, if the
    /// source has one by now.
    public CompletionStage<KeyLending> rejected(Loan loan) {
        KeyHolding holding = holdings.get(loan.agent());
        return holding == null
                ? CompletableFuture.completedStage(
                        new KeyLending.Unavailable(
                                "agent '" + loan.agent() + "' has no model any more",
                                "Tell the operator."))
                : counted(holding.rejected(loan));
    }

    private CompletionStage<KeyLending> counted(CompletionStage<KeyLending> lending) {
        return lending.thenApply(it -> {
            if (it instanceof KeyLending.Lent) {
                lendings.increment();
            }
            return it;
        });
    }

    /// Reads the source; if it holds another key, that one is lent from now on. What the watcher
    /// calls.
    public void sourceChanged(AgentName agent) {
        Optional.ofNullable(holdings.get(agent)).ifPresent(this::readLater);
    }

    /// The operator's word: reads every source.
    public CompletionStage<Void> reload() {
        return CompletableFuture.allOf(
                holdings.values().stream()
                        .map(this::readLater)
                        .toArray(CompletableFuture<?>[]::new));
    }

    public KeyState state(AgentName agent) {
        KeyHolding holding = holdings.get(agent);
        return holding == null ? new KeyState.Unneeded() : holding.state();
    }

    /// Keys lent since start.
    public long lendings() {
        return lendings.sum();
    }

    /// Lends no more; each key is wiped when its last loan is closed.
    @Override
    public synchronized void close() {
        Map<AgentName, KeyHolding> last = holdings;
        holdings = Map.of();
        last.values().forEach(KeyHolding::retire);
        executor.shutdownNow();
    }
}
