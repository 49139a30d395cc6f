package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.audit.AuditSettings.Sync;
import java.io.IOException;
import java.nio.file.Path;

/// An audit log on a [TestingDisk] whose keeper does what the test says, when the test says.
final class TestingAudit implements AutoCloseable {
    private final TestingDisk disk = new TestingDisk();
    private final LogLock lock;
    private final Keeper keeper;
    private final AuditLog log;

    TestingAudit(Path folder, Sync sync, long rotateBytes) throws IOException {
        this(folder, sync, rotateBytes, CallObserver.NONE);
    }

    private TestingAudit(Path folder, Sync sync, long rotateBytes, CallObserver observer)
            throws IOException {
        LogFolder files = new LogFolder(TestingLog.file(folder));
        files.prepare();
        lock = LogLock.take(files.lock());
        Chain chain = AuditLog.start(files, disk, () -> TestingLog.NOW, TestingLog.VERSION);
        Journal journal = new Journal(files, chain, () -> TestingLog.NOW);
        keeper = new Keeper(journal, rotateBytes, chain.head());
        log = new AuditLog(journal, sync, lock, Thread.ofPlatform().unstarted(keeper), observer);
        disk.calls().clear();
    }

    static TestingAudit interval(Path folder) throws IOException {
        return new TestingAudit(folder, Sync.INTERVAL, Long.MAX_VALUE);
    }

    static TestingAudit watched(Path folder, CallObserver observer) throws IOException {
        return new TestingAudit(folder, Sync.INTERVAL, Long.MAX_VALUE, observer);
    }

    static TestingAudit always(Path folder) throws IOException {
        return new TestingAudit(folder, Sync.ALWAYS, Long.MAX_VALUE);
    }

    TestingDisk disk() {
        return disk;
    }

    Keeper keeper() {
        return keeper;
    }

    AuditLog log() {
        return log;
    }

    Admittance admit(String exchange) {
        return TestingLog.await(log.admit(TestingEvents.intent(exchange)));
    }

    /// Stops in order.
    @Override
    public void close() throws IOException {
        keeper.finish();
        lock.close();
    }
}
