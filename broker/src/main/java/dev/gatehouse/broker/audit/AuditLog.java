package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.audit.AuditSettings.Sync;
import dev.gatehouse.protocol.RefusalCode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The append-only, hash-chained record of what agents ask and get. Write-ahead: no exchange goes
/// on before its intent is in the file, and while that cannot be written none goes on at all.
///
/// For any number of threads. With [Sync#INTERVAL] every call ends on the caller's thread after one
/// write(2) to the page cache; with [Sync#ALWAYS] answers come on the log's own thread after an
/// fsync, so a caller on an event loop hops back to it.
public final class AuditLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final Journal journal;
    private final Sync sync;
    private final LogLock logLock;
    private final Thread keeper;
    private final CallObserver observer;

    AuditLog(Journal journal, Sync sync, LogLock logLock, Thread keeper, CallObserver observer) {
        this.journal = journal;
        this.sync = sync;
        this.logLock = logLock;
        this.keeper = keeper;
        this.observer = observer;
    }

    /// Opens a log that nobody watches.
    ///
    /// @throws DamagedLogException if the log is not what a broker leaves behind
    /// @throws IOException as for [#open(AuditSettings, CallObserver)]
    public static AuditLog open(AuditSettings settings) throws IOException {
        return open(settings, CallObserver.NONE);
    }

    /// Finds the end of the chain, records a crash where there was one, and then that the broker
    /// started.
    ///
    /// @throws DamagedLogException if the log is not what a broker leaves behind
    /// @throws IOException if another broker holds the log, others can write its folder, or it
    ///   cannot be written
    public static AuditLog open(AuditSettings settings, CallObserver observer) throws IOException {
        return open(settings, DiskLogFile::open, InstantSource.system(), observer);
    }

    static AuditLog open(AuditSettings settings, LogFile.Opener opener, InstantSource clock)
            throws IOException {
        return open(settings, opener, clock, CallObserver.NONE);
    }

    static AuditLog open(
            AuditSettings settings,
            LogFile.Opener opener,
            InstantSource clock,
            CallObserver observer)
            throws IOException {
        LogFolder folder = new LogFolder(settings.file());
        folder.prepare();
        LogLock logLock = LogLock.take(folder.lock());
        boolean open = false;
        try {
            Chain chain = start(folder, opener, clock, settings.version());
            Journal journal = new Journal(folder, chain, clock);
            Keeper keeper = new Keeper(journal, settings.rotateBytes(), chain.head());
            Thread thread = Thread.ofPlatform().name("gatehouse-audit").daemon().start(keeper);
            LOG.info("The audit log {} goes on; head {}", folder.current(), chain.head());
            open = true;
            return new AuditLog(journal, settings.sync(), logLock, thread, observer);
        } finally {
            if (!open) {
                logLock.close();
            }
        }
    }

    static Chain start(LogFolder folder, LogFile.Opener opener, InstantSource clock, Phrase version)
            throws IOException {
        Chain chain = Recovery.open(folder, opener, clock.instant());
        chain.append(clock.instant(), new Entry.Started(version));
        chain.file().force();
        folder.force();
        folder.writeHead(chain.head());
        return chain;
    }

    /// Records that an exchange is about to go on. Nothing may be lent or sent without the
    /// [AuditId] in the answer.
    public CompletionStage<Admittance> admit(AuditEvent.Intent intent) {
        return record(intent)
                .thenApply(receipt ->
                        switch (receipt) {
                            case Receipt.Written(long sequence) ->
                                    new Admittance.Recorded(new AuditId(sequence, intent));
                            case Unavailable unavailable -> {
                                observer.refused(
                                        intent.caller(),
                                        intent.call(),
                                        RefusalCode.AUDIT_UNAVAILABLE);
                                yield unavailable;
                            }
                        });
    }

    /// Records a refusal. Where that cannot be written, the agent is told so instead.
    public CompletionStage<Receipt> refused(AuditEvent.Refusal refusal) {
        return record(refusal)
                .thenApply(receipt -> {
                    RefusalCode code =
                            receipt instanceof Unavailable
                                    ? RefusalCode.AUDIT_UNAVAILABLE
                                    : refusal.code();
                    observer.refused(refusal.caller(), refusal.call(), code);
                    return receipt;
                });
    }

    private CompletableFuture<Receipt> record(AuditEvent event) {
        Entry entry = new Entry.Event(event);
        return switch (sync) {
            case INTERVAL -> CompletableFuture.completedFuture(journal.write(entry));
            case ALWAYS -> journal.writeDurably(entry);
        };
    }

    /// Records how an exchange came out, once. What cannot be written now is written as soon as the
    /// log can be written again.
    public void outcome(AuditId id, OutcomeEvent outcome) {
        if (!id.settle()) {
            LOG.error("A second outcome for {} is dropped: {}", id, outcome.ending());
            return;
        }
        journal.writeOrKeep(new Entry.Settled(id, outcome));
        observer.ended(id.intent().caller(), id.intent().call(), outcome);
    }

    /// Records that a shadow grant would have refused a call that goes on; kept like an outcome.
    public void shadowRefusal(AuditId id, RefusalCode code, Phrase rule) {
        journal.writeOrKeep(new Entry.ShadowRefusal(id, code, rule));
    }

    /// Records a connection that was closed at accept; kept like an outcome.
    public void peerRejected(AuditEvent.PeerRejected rejected) {
        journal.writeOrKeep(new Entry.Event(rejected));
    }

    /// Records what the operator should look at; kept like an outcome.
    public void alarm(AuditEvent.Alarm alarm) {
        journal.writeOrKeep(new Entry.Event(alarm));
    }

    /// Why nothing can be recorded at this moment, if so.
    public Optional<AuditFault> fault() {
        return journal.fault();
    }

    /// Records of what has happened that wait until the log can be written again, or were lost.
    public long unwritten() {
        return journal.unwritten();
    }

    /// The last record that was written.
    public ChainHead head() {
        return journal.head();
    }

    /// Records that the broker stopped, and makes everything durable. What is recorded later is
    /// refused.
    @Override
    public void close() throws IOException {
        journal.close();
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("Interrupted while the audit log ends; its last records may not be durable");
        }
        logLock.close();
    }
}
