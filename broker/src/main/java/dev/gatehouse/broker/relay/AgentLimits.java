package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.agent.Limits;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// What one agent has used of its limits, over all its connections.
public final class AgentLimits {
    /// Whether one more exchange may begin.
    public sealed interface Entry {
        /// One is under way until it is left; leaving again does nothing. On one thread.
        final class Entered implements Entry {
            private final AtomicInteger underWay;
            private boolean left;

            private Entered(AtomicInteger underWay) {
                this.underWay = underWay;
            }

            public void leave() {
                if (!left) {
                    left = true;
                    underWay.decrementAndGet();
                }
            }
        }

        record Refused(String detail, Duration retryAfter) implements Entry {}
    }

    private final Limits limits;

    /// Not by the time of day: set back by an hour, that would let nobody in for an hour.
    final Bucket requests;

    private final AtomicInteger underWay = new AtomicInteger();

    public AgentLimits(Limits limits) {
        this.limits = limits;
        this.requests =
                Bucket.builder()
                        .withCustomTimePrecision(TimeMeter.SYSTEM_NANOTIME)
                        .addLimit(
                                Bandwidth.builder()
                                        .capacity(limits.requestsPerMinute())
                                        .refillGreedy(
                                                limits.requestsPerMinute(), Duration.ofMinutes(1))
                                        .build())
                        .build();
    }

    boolean isFor(Limits others) {
        return limits.equals(others);
    }

    public Entry enter() {
        if (underWay.incrementAndGet() > limits.concurrentExchanges()) {
            underWay.decrementAndGet();
            return new Entry.Refused(
                    limits.concurrentExchanges() + " calls are under way (limits.concurrent)",
                    Duration.ofSeconds(1));
        }
        ConsumptionProbe probe = requests.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            underWay.decrementAndGet();
            return new Entry.Refused(
                    limits.requestsPerMinute()
                            + " calls a minute are used up (limits.requests-per-minute)",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        return new Entry.Entered(underWay);
    }

    public int underWay() {
        return underWay.get();
    }
}
