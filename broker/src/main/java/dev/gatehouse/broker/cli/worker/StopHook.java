package dev.gatehouse.broker.cli.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Passes a signal that ends this process (SIGINT, SIGTERM, SIGHUP) on to what one thread does, as
/// an interrupt, and keeps the process alive until that is done.
final class StopHook implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    private StopHook(Thread worker, Duration most) {
        this.hook =
                Thread.ofPlatform()
                        .name("stop-run")
                        .unstarted(() -> {
                            worker.interrupt();
                            awaitDone(most);
                        });
    }

    /// For the calling thread.
    ///
    /// @param most how long the process is kept alive
    static StopHook install(Duration most) {
        StopHook stop = new StopHook(Thread.currentThread(), most);
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    private void awaitDone(Duration most) {
        try {
            boolean inTime = done.await(most.toNanos(), TimeUnit.NANOSECONDS);
            if (!inTime) {
                System.err.println("gatehouse: the run does not end; it may go on");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // It runs already.
        }
    }
}
