package dev.gatehouse.broker.metrics;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;

/// The times of the last answers, which tell more at night than those since the start do.
final class Recent {
    static final int KEPT = 1024;

    private final AtomicLongArray nanos = new AtomicLongArray(KEPT);
    private final AtomicLong count = new AtomicLong();

    void add(Duration waited) {
        nanos.set((int) (count.getAndIncrement() % KEPT), waited.toNanos());
    }

    /// @return none before the first answer
    Optional<Percentiles> percentiles() {
        int held = (int) Math.min(count.get(), KEPT);
        if (held == 0) {
            return Optional.empty();
        }
        long[] sorted = LongStream.range(0, held).map(at -> nanos.get((int) at)).sorted().toArray();
        return Optional.of(
                new Percentiles(at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99), held));
    }

    /// The least time that this share of the answers did not exceed.
    private static Duration at(long[] sorted, double share) {
        return Duration.ofNanos(sorted[(int) Math.ceil(share * sorted.length) - 1]);
    }
}
