package dev.gatehouse.broker.quarantine;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;

/// The moment until which something must have been found out.
///
/// @param whatFor names the limit for the one who ran into it
record Deadline(long atNanos, Duration limit, String whatFor) {
    static Deadline in(Duration limit, String whatFor) {
        return new Deadline(System.nanoTime() + limit.toNanos(), limit, whatFor);
    }

    long nanosLeft() {
        return Math.max(0, atNanos - System.nanoTime());
    }

    boolean isPast() {
        return nanosLeft() == 0;
    }

    Unresolved missed() {
        return new Unresolved(
                "%s took longer than %d s; try again, or push fewer commits at a time"
                        .formatted(whatFor, Math.max(1, limit.toSeconds())));
    }

    void lock(Lock lock) throws Unresolved {
        try {
            if (!lock.tryLock(nanosLeft(), TimeUnit.NANOSECONDS)) {
                throw missed();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Waits for the answer no longer than to the deadline, whatever the work does.
    <T> T await(Work<T> work) throws IOException, Unresolved {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread worker = Thread.ofVirtual().name("quarantine-forge").start(() -> run(work, answer));
        try {
            return answer.get(nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw missed();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            worker.interrupt();
        }
    }

    private static <T> void run(Work<T> work, CompletableFuture<T> answer) {
        try {
            answer.complete(work.run());
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    static Unresolved interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Unresolved("the check was interrupted; try again", e);
    }

    /// Something that talks to the forge.
    interface Work<T> {
        T run() throws IOException;
    }
}
