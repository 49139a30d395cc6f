package dev.gatehouse.broker.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The chain as the threads that write share it. The lock is held for one write(2), never for an
/// fsync. While there is a fault no writer touches the chain, so the [Keeper] has it to itself.
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final LogFolder folder;
    private final Chain chain;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Backlog backlog = new Backlog();
    private List<Waiter> waiters = new ArrayList<>();
    private List<Waiter> refused = new ArrayList<>();
    private Optional<AuditFault> fault = Optional.empty();
    private boolean closing;
    private boolean closed;

    Journal(LogFolder folder, Chain chain, InstantSource clock) {
        this.folder = folder;
        this.chain = chain;
        this.clock = clock;
    }

    /// A record that is written but not yet durable, and who waits for it.
    record Waiter(long sequence, Entry entry, CompletableFuture<Receipt> receipt) {}

    /// What a sync has to make durable.
    record Unsynced(LogFile file, ChainHead head, List<Waiter> waiters) {}

    LogFolder folder() {
        return folder;
    }

    Optional<AuditFault> fault() {
        lock.lock();
        try {
            return fault;
        } finally {
            lock.unlock();
        }
    }

    long unwritten() {
        return backlog.unwritten();
    }

    ChainHead head() {
        lock.lock();
        try {
            return chain.head();
        } finally {
            lock.unlock();
        }
    }

    /// Writes now, or says why not.
    Receipt write(Entry entry) {
        return write(clock.instant(), entry);
    }

    private Receipt write(Instant time, Entry entry) {
        lock.lock();
        try {
            if (closed) {
                return new Unavailable(AuditFault.CLOSED);
            }
            if (fault.isPresent()) {
                return new Unavailable(fault.get());
            }
            chain.append(time, entry);
            return new Receipt.Written(chain.head().sequence());
        } catch (IOException e) {
            AuditFault cause = AuditFault.of(e);
            fail(cause, e);
            return new Unavailable(cause);
        } finally {
            lock.unlock();
        }
    }

    /// Writes now; the answer comes once the record is on the disk, on the keeper's thread.
    CompletableFuture<Receipt> writeDurably(Entry entry) {
        lock.lock();
        try {
            return switch (write(entry)) {
                case Unavailable unavailable -> CompletableFuture.completedFuture(unavailable);
                case Receipt.Written(long sequence) -> {
                    Waiter waiter = new Waiter(sequence, entry, new CompletableFuture<>());
                    waiters.add(waiter);
                    work.signal();
                    yield waiter.receipt();
                }
            };
        } finally {
            lock.unlock();
        }
    }

    /// Writes what has already happened, now or as soon as the log can be written again.
    void writeOrKeep(Entry entry) {
        Instant time = clock.instant();
        lock.lock();
        try {
            if (write(time, entry) instanceof Unavailable) {
                backlog.add(time, entry);
            }
        } finally {
            lock.unlock();
        }
    }

    /// From now on nothing is admitted; who waits for a sync is refused, by the keeper.
    void fail(AuditFault found, IOException e) {
        lock.lock();
        try {
            if (!fault.equals(Optional.of(found))) {
                LOG.error(
                        "The audit log {} is unavailable, nothing is sent: {}; {}",
                        folder.current(),
                        found.reason(),
                        found.remedy(),
                        e);
            }
            fault = Optional.of(found);
            refused.addAll(waiters);
            waiters = new ArrayList<>();
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until somebody needs an answer; false once [#close] was called.
    boolean awaitWork(Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lock();
        try {
            while (waiters.isEmpty() && refused.isEmpty() && !closing && nanos > 0) {
                nanos = work.awaitNanos(nanos);
            }
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    /// What was written after `durable`; nothing while there is a fault, as an fsync that follows a
    /// failed one may succeed without having written anything.
    Optional<Unsynced> takeUnsynced(ChainHead durable) {
        lock.lock();
        try {
            if (fault.isPresent() || chain.head().equals(durable)) {
                return Optional.empty();
            }
            Unsynced unsynced = new Unsynced(chain.file(), chain.head(), waiters);
            waiters = new ArrayList<>();
            return Optional.of(unsynced);
        } finally {
            lock.unlock();
        }
    }

    List<Waiter> takeRefused() {
        lock.lock();
        try {
            List<Waiter> taken = refused;
            refused = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// Looks whether the file is still ours.
    void inspect() {
        lock.lock();
        try {
            chain.inspect().ifPresent(found -> fail(found, new FaultException(found)));
        } catch (IOException e) {
            fail(AuditFault.of(e), e);
        } finally {
            lock.unlock();
        }
    }

    /// @return the former file, to be forced and closed, if a new one was due
    Optional<LogFile> rotate(long rotateBytes) throws IOException {
        lock.lock();
        try {
            return fault.isEmpty() && chain.bytes() >= rotateBytes
                    ? Optional.of(chain.rotate(clock.instant()))
                    : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// Appends what tells of the fault, then what has waited, and makes it durable. Only while
    /// there is a fault.
    ///
    /// @param durable the last record that was surely on the disk before
    void catchUp(AuditFault healing, ChainHead durable) throws IOException {
        chain.repair();
        Optional<AuditFault> still = chain.inspect();
        if (still.isPresent()) {
            throw new FaultException(still.get());
        }
        chain.file().force();
        long lost = backlog.lost();
        chain.append(clock.instant(), new Entry.Resumed(healing, durable.sequence(), lost));
        backlog.accountedFor(lost);
        appendBacklog();
        chain.file().force();
    }

    /// Admits again.
    void reopen() throws IOException {
        lock.lock();
        try {
            appendBacklog();
            fault = Optional.empty();
            LOG.warn("The audit log {} can be written again", folder.current());
        } finally {
            lock.unlock();
        }
    }

    private void appendBacklog() throws IOException {
        for (var next = backlog.first(); next.isPresent(); next = backlog.first()) {
            chain.append(next.get().time(), next.get().entry());
            backlog.removeFirst();
        }
    }

    /// Makes the keeper end.
    void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Writes the last record; nothing is taken after it.
    void end() {
        lock.lock();
        try {
            write(new Entry.Stopped());
            closed = true;
            if (backlog.unwritten() > 0) {
                LOG.error(
                        "{} records never reached the audit log {}",
                        backlog.unwritten(),
                        folder.current());
            }
        } finally {
            lock.unlock();
        }
    }

    void closeFile() throws IOException {
        chain.file().close();
    }
}
