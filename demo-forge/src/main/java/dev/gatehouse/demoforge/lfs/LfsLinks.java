package dev.gatehouse.demoforge.lfs;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Where clients are sent for objects: to the forge itself or, once [#presign] was called, to an
/// [ObjectStore] of another origin.
public final class LfsLinks implements AutoCloseable {
    private final LfsStore store;
    private final AtomicReference<Optional<ObjectStore>> elsewhere =
            new AtomicReference<>(Optional.empty());

    public LfsLinks(LfsStore store) {
        this.store = store;
    }

    LfsStore store() {
        return store;
    }

    Optional<ObjectStore> elsewhere() {
        return elsewhere.get();
    }

    /// From now on batch answers carry presigned links; the same store at each call.
    public synchronized ObjectStore presign() throws IOException {
        Optional<ObjectStore> running = elsewhere.get();
        if (running.isEmpty()) {
            running = Optional.of(ObjectStore.start(store));
            elsewhere.set(running);
        }
        return running.get();
    }

    @Override
    public void close() throws IOException {
        Optional<ObjectStore> running = elsewhere.getAndSet(Optional.empty());
        if (running.isPresent()) {
            running.get().close();
        }
    }
}
