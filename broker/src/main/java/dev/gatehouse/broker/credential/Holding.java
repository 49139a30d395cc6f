package dev.gatehouse.broker.credential;

import dev.gatehouse.broker.agent.Agent;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Which token of one agent is current, and what is known about it. Lending reads one volatile
/// field and takes no lock; changes take this object's monitor. Nothing here blocks.
final class Holding {
    private static final byte[] NO_JSON = {};

    @SuppressWarnings("ArrayRecordComponent") // never leaves this class uncopied
    private record Snapshot(
            @Nullable Generation generation, CredentialState state, byte[] accountJson) {}

    private final Agent agent;
    private final Desk desk;
    private final LongAdder lendings;

    private volatile Snapshot now =
            new Snapshot(
                    null, new CredentialState.Unverified("its source was not read yet"), NO_JSON);
    private volatile boolean retired;
    private long generations;
    private String lastProblem = "";

    Holding(Agent agent, Desk desk, LongAdder lendings) {
        this.agent = agent;
        this.desk = desk;
        this.lendings = lendings;
    }

    CredentialState state() {
        return now.state();
    }

    @Nullable Generation generation() {
        return now.generation();
    }

    boolean isRetired() {
        return retired;
    }

    Optional<byte[]> accountJson() {
        Snapshot seen = now;
        return seen.state() instanceof CredentialState.Verified
                ? Optional.of(seen.accountJson().clone())
                : Optional.empty();
    }

    Lending lend() {
        while (true) {
            Snapshot seen = now;
            Generation generation = seen.generation();
            if (generation == null || !(seen.state() instanceof CredentialState.Verified)) {
                return Lending.Unavailable.of(agent, seen.state());
            }
            if (generation.tryHold()) {
                lendings.increment();
                return new Lending.Lent(new Loan(generation));
            }
            // It was replaced since `now` was read: the next look sees its successor.
        }
    }

    /// A loan for asking Forgejo whose the token is: not counted, and given before it is verified.
    ///
    /// @return null if there is no token, or it is just being replaced
    @Nullable Loan lendForCheck() {
        Generation generation = now.generation();
        return generation != null && generation.tryHold() ? new Loan(generation) : null;
    }

    /// Takes what was read over.
    ///
    /// @return whether a different token is current now, unverified
    synchronized boolean replace(Secret fresh) {
        Generation old = now.generation();
        lastProblem = "";
        if (retired || (old != null && old.secret().sameAs(fresh))) {
            fresh.close();
            return false;
        }
        // First, so that no answer can hold a token that the mask does not know.
        desk.known().add(agent.name(), KnownTokens.Purpose.FORGE, fresh);
        now =
                new Snapshot(
                        new Generation(agent.name(), ++generations, fresh),
                        new CredentialState.Unverified("Forgejo was not asked yet"),
                        NO_JSON);
        if (old != null) {
            old.release();
        }
        return true;
    }

    /// The source gave no token: an older one stays in use, for a file may be half written.
    synchronized void unreadable(String problem, String remedy) {
        if (retired) {
            return;
        }
        boolean older = now.generation() != null;
        if (!older) {
            now =
                    new Snapshot(
                            null,
                            new CredentialState.Unreadable(problem, remedy, desk.clock().instant()),
                            NO_JSON);
        }
        if (!problem.equals(lastProblem)) {
            lastProblem = problem;
            desk.alarms().raise(new Alarm.TokenUnreadable(agent.name(), problem, remedy, older));
        }
    }

    /// Notes what was found out about a generation, and raises the alarm if that is news.
    ///
    /// @return false if that generation is not current any more, so that nothing was noted
    synchronized boolean settle(Generation about, CredentialState found, byte[] accountJson) {
        if (now.generation() != about) {
            return false;
        }
        if (found.equals(now.state())) {
            return true;
        }
        boolean news = !found.getClass().equals(now.state().getClass());
        now = new Snapshot(about, found, accountJson);
        if (news) {
            alarmFor(found).ifPresent(desk.alarms()::raise);
        }
        return true;
    }

    /// Lends no more; the token is wiped when the last loan is closed.
    synchronized void retire() {
        retired = true;
        Generation last = now.generation();
        now =
                new Snapshot(
                        null,
                        new CredentialState.Unreadable(
                                "agent '" + agent.name() + "' is not served any more",
                                "configure it again, or start the broker",
                                desk.clock().instant()),
                        NO_JSON);
        if (last != null) {
            last.release();
        }
    }

    private Optional<Alarm> alarmFor(CredentialState found) {
        return switch (found) {
            case CredentialState.Rejected _ ->
                    Optional.of(new Alarm.CredentialRejected(agent.name(), agent.account()));
            case CredentialState.Mismatch it ->
                    Optional.of(
                            new Alarm.IdentityMismatch(agent.name(), it.expected(), it.actual()));
            case CredentialState.Unproven it ->
                    Optional.of(new Alarm.AccountUnproven(agent.name(), it.expected(), it.why()));
            case CredentialState.Unverified _,
                    CredentialState.Verified _,
                    CredentialState.Unreadable _ ->
                    Optional.empty();
        };
    }
}
