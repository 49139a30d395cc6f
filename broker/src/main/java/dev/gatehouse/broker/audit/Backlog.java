package dev.gatehouse.broker.audit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// Records that have to wait until the log can be written again: what has happened cannot be
/// refused any more. Bounded; what finds no room is counted. For several threads.
final class Backlog {
    static final int MAX_ENTRIES = 4096;

    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long lost;

    record Waiting(Instant time, Entry entry) {}

    synchronized void add(Instant time, Entry entry) {
        if (waiting.size() < MAX_ENTRIES) {
            waiting.add(new Waiting(time, entry));
        } else {
            lost++;
        }
    }

    synchronized Optional<Waiting> first() {
        return Optional.ofNullable(waiting.peek());
    }

    synchronized void removeFirst() {
        waiting.remove();
    }

    /// Records that wait or were lost.
    synchronized long unwritten() {
        return waiting.size() + lost;
    }

    synchronized long lost() {
        return lost;
    }

    synchronized void accountedFor(long count) {
        lost -= count;
    }
}
