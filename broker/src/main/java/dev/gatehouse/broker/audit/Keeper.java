package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.audit.AuditEvent.Intent;
import dev.gatehouse.broker.audit.Journal.Unsynced;
import dev.gatehouse.broker.audit.Journal.Waiter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that syncs, rotates and heals the log, so that no event loop waits for a disk.
final class Keeper implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final Duration UPKEEP_INTERVAL = Duration.ofSeconds(1);

    private final Journal journal;
    private final long rotateBytes;
    private ChainHead durable;
    private ChainHead kept;

    /// @param durable the head that is on the disk and kept beside the log
    Keeper(Journal journal, long rotateBytes, ChainHead durable) {
        this.journal = journal;
        this.rotateBytes = rotateBytes;
        this.durable = durable;
        this.kept = durable;
    }

    @Override
    public void run() {
        try {
            long due = System.nanoTime() + UPKEEP_INTERVAL.toNanos();
            while (journal.awaitWork(Duration.ofNanos(due - System.nanoTime()))) {
                if (System.nanoTime() >= due) {
                    upkeep();
                    due = System.nanoTime() + UPKEEP_INTERVAL.toNanos();
                } else {
                    sync();
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("The audit log's thread was interrupted and ends", e);
        }
        finish();
    }

    /// What is due every second.
    void upkeep() {
        journal.inspect();
        Optional<AuditFault> fault = journal.fault();
        if (fault.isPresent()) {
            heal(fault.get());
        }
        sync();
        rotateIfDue();
        keepHead();
    }

    /// Makes what was written durable and answers those who wait for it.
    void sync() {
        refuseWaiters(journal.takeRefused());
        Optional<Unsynced> unsynced = journal.takeUnsynced(durable);
        if (unsynced.isEmpty()) {
            return;
        }
        List<Waiter> waiters = unsynced.get().waiters();
        try {
            unsynced.get().file().force();
        } catch (IOException e) {
            journal.fail(AuditFault.SYNC_FAILED, e);
            refuseWaiters(waiters);
            refuseWaiters(journal.takeRefused());
            return;
        }
        durable = unsynced.get().head();
        waiters.forEach(w -> w.receipt().complete(new Receipt.Written(w.sequence())));
    }

    /// Their intents do stand in the log, so an outcome follows.
    private void refuseWaiters(List<Waiter> waiters) {
        AuditFault fault = journal.fault().orElse(AuditFault.SYNC_FAILED);
        for (Waiter waiter : waiters) {
            if (waiter.entry() instanceof Entry.Event(Intent intent)) {
                AuditId id = new AuditId(waiter.sequence(), intent);
                journal.writeOrKeep(new Entry.Settled(id, OutcomeEvent.notAdmitted()));
            }
            waiter.receipt().complete(new Unavailable(fault));
        }
    }

    private void heal(AuditFault fault) {
        refuseWaiters(journal.takeRefused());
        try {
            journal.catchUp(fault, durable);
            durable = journal.head();
            journal.folder().writeHead(durable);
            kept = durable;
            journal.reopen();
        } catch (IOException e) {
            journal.fail(AuditFault.of(e), e);
        }
    }

    private void rotateIfDue() {
        try {
            Optional<LogFile> former = journal.rotate(rotateBytes);
            if (former.isPresent()) {
                release(former.get());
                sync();
                LOG.info("Began a new audit log file; head {}", journal.head());
            }
        } catch (IOException e) {
            LOG.warn(
                    "Cannot begin a new audit log file, {} grows on; the broker tries again every"
                            + " second",
                    journal.folder().current(),
                    e);
        }
    }

    private void release(LogFile former) {
        try (former) {
            former.force();
            journal.folder().force();
        } catch (IOException e) {
            journal.fail(AuditFault.SYNC_FAILED, e);
        }
    }

    private void keepHead() {
        if (kept.equals(durable) || journal.fault().isPresent()) {
            return;
        }
        try {
            journal.folder().writeHead(durable);
            kept = durable;
        } catch (IOException e) {
            journal.fail(AuditFault.of(e), e);
        }
    }

    /// Ends the log in order, as far as the disk lets it.
    void finish() {
        journal.fault().ifPresent(this::heal);
        journal.end();
        sync();
        keepHead();
        try {
            journal.closeFile();
        } catch (IOException e) {
            LOG.error("Closing the audit log {} failed", journal.folder().current(), e);
        }
        LOG.info("The audit log {} ends; head {}", journal.folder().current(), durable);
    }
}
