package dev.gatehouse.broker.own;

/// Work on an [OwnCall] that is under way. On the connection's event loop; none of it blocks.
public interface OwnWork {
    /// Nobody waits for the answer any more.
    void cancel();

    /// The broker stops: what only waits ends its answer now.
    void lastCall();

    /// Work that was done at once.
    static OwnWork done() {
        return new OwnWork() {
            @Override
            public void cancel() {}

            @Override
            public void lastCall() {}
        };
    }
}
