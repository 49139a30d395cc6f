package dev.gatehouse.broker.credential.key;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.ModelKey;
import dev.gatehouse.broker.credential.Alarm;
import dev.gatehouse.broker.credential.Alarms;
import dev.gatehouse.broker.credential.Generation;
import dev.gatehouse.broker.credential.KnownTokens;
import dev.gatehouse.broker.credential.KnownTokens.Purpose;
import dev.gatehouse.broker.credential.Loan;
import dev.gatehouse.broker.credential.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One agent's key over time. Lending takes no lock while the key is good; reading its source
/// blocks, so it runs on the executor.
final class KeyHolding {
    /// How often at most the source is read because somebody asks for a key that is not there.
    static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(1);

    /// A rejected key is tried again after so long: a server may have been wrong, and no other
    /// question tells.
    static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(60);

    private record Snapshot(
            @Nullable Generation generation, Optional<Instant> expires, KeyState state) {}

    private final AgentName agent;
    private final ModelKey key;
    private final KeyReader reader;
    private final KnownTokens known;
    private final Alarms alarms;
    private final InstantSource clock;
    private final Executor executor;
    private final ReentrantLock reading = new ReentrantLock();

    private volatile Snapshot now =
            new Snapshot(
                    null,
                    Optional.empty(),
                    new KeyState.Unreadable("its source was not read yet", "wait a moment"));
    private volatile boolean retired;
    private Instant lastLook = Instant.MIN;
    private String lastProblem = "";
    private long generations;

    KeyHolding(
            AgentName agent,
            ModelKey key,
            KeyReader reader,
            KnownTokens known,
            Alarms alarms,
            InstantSource clock,
            Executor executor) {
        this.agent = agent;
        this.key = key;
        this.reader = reader;
        this.known = known;
        this.alarms = alarms;
        this.clock = clock;
        this.executor = executor;
    }

    ModelKey key() {
        return key;
    }

    KeyState state() {
        Snapshot seen = now;
        return seen.state() instanceof KeyState.Ready && isPast(seen.expires())
                ? new KeyState.Expired(seen.expires().orElseThrow())
                : seen.state();
    }

    /// Complete at once while the key is good; else after a look at the source.
    CompletionStage<KeyLending> lend() {
        Optional<Loan> loan = lendGood();
        return loan.isPresent()
                ? CompletableFuture.completedStage(new KeyLending.Lent(loan.get()))
                : CompletableFuture.supplyAsync(this::lendAfterLook, executor);
    }

    private KeyLending lendAfterLook() {
        lookAgain();
        return lendGood()
                .<KeyLending>map(KeyLending.Lent::new)
                .orElseGet(() -> KeyLending.Unavailable.of(agent, state()));
    }

    private Optional<Loan> lendGood() {
        while (true) {
            Snapshot seen = now;
            if (seen.generation() == null || isPast(seen.expires())) {
                return Optional.empty();
            }
            if (seen.state() instanceof KeyState.Rejected(Instant since)
                    && clock.instant().isBefore(since.plus(TRY_AGAIN_AFTER))) {
                return Optional.empty();
            }
            Optional<Loan> loan = seen.generation().lend();
            if (loan.isPresent() || retired) {
                return loan;
            }
            // It was replaced since `now` was read: the next look sees its successor.
        }
    }

    /// The server answered 401 to this loan, which stays the caller's to close.
    CompletionStage<KeyLending> rejected(Loan loan) {
        return CompletableFuture.supplyAsync(() -> afterRejection(loan.generation()), executor);
    }

    private KeyLending afterRejection(Generation rejected) {
        if (now.generation() == rejected && !read()) {
            reject(rejected);
        }
        return lendGood()
                .<KeyLending>map(KeyLending.Lent::new)
                .orElseGet(() -> KeyLending.Unavailable.of(agent, state()));
    }

    private synchronized void reject(Generation rejected) {
        if (now.generation() != rejected) {
            return;
        }
        boolean news = !(now.state() instanceof KeyState.Rejected);
        now = new Snapshot(rejected, now.expires(), new KeyState.Rejected(clock.instant()));
        if (news) {
            alarms.raise(new Alarm.KeyRejected(agent));
        }
    }

    private void lookAgain() {
        reading.lock();
        try {
            if (lastLook.isBefore(clock.instant().minus(LOOK_AGAIN_AFTER))) {
                read();
            }
        } finally {
            reading.unlock();
        }
    }

    /// Blocks.
    ///
    /// @return whether another key is current now
    boolean read() {
        // Reading and replacing under one lock: an older reading must not overtake a newer one.
        reading.lock();
        try {
            lastLook = clock.instant();
            return switch (reader.read(key)) {
                case KeyReader.Reading.Key fresh -> replace(fresh);
                case KeyReader.Reading.Unreadable(String problem, String remedy) -> {
                    unreadable(problem, remedy);
                    yield false;
                }
            };
        } finally {
            reading.unlock();
        }
    }

    private synchronized boolean replace(KeyReader.Reading.Key fresh) {
        Generation old = now.generation();
        lastProblem = "";
        fresh.renewal()
                .ifPresent(renewal -> {
                    known.add(agent, Purpose.MODEL_RENEWAL, renewal);
                    renewal.close();
                });
        if (retired || (old != null && isSame(old, fresh.secret()))) {
            fresh.secret().close();
            return false;
        }
        // First, so that no answer can hold a key that the mask does not know.
        known.add(agent, Purpose.MODEL, fresh.secret());
        now =
                new Snapshot(
                        new Generation(agent, ++generations, fresh.secret()),
                        fresh.expires(),
                        new KeyState.Ready());
        if (old != null) {
            old.release();
        }
        return true;
    }

    private static boolean isSame(Generation old, Secret fresh) {
        return old.lend()
                .map(loan -> {
                    try (loan) {
                        return old.secret().sameAs(fresh);
                    }
                })
                .orElse(false);
    }

    /// The source gave no key: an older one stays in use, for a file may be half written.
    private synchronized void unreadable(String problem, String remedy) {
        if (retired) {
            return;
        }
        boolean older = now.generation() != null;
        if (!older) {
            now = new Snapshot(null, Optional.empty(), new KeyState.Unreadable(problem, remedy));
        }
        if (!problem.equals(lastProblem)) {
            lastProblem = problem;
            alarms.raise(new Alarm.TokenUnreadable(agent, problem, remedy, older));
        }
    }

    /// Lends no more; the key is wiped when the last loan is closed.
    synchronized void retire() {
        retired = true;
        Generation last = now.generation();
        now =
                new Snapshot(
                        null,
                        Optional.empty(),
                        new KeyState.Unreadable(
                                "agent '" + agent + "' has no model any more",
                                "configure it again"));
        if (last != null) {
            last.release();
        }
    }

    private boolean isPast(Optional<Instant> expires) {
        return expires.isPresent() && !clock.instant().isBefore(expires.get());
    }
}
