package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.agent.Limits;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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
    private final String setting;

    /// Not by the time of day: set back by an hour, that would let nobody in for an hour.
    final Bucket requests;

    private final AtomicInteger underWay = new AtomicInteger();

    /// @param setting what a refusal says of where they come from, such as `limits`
    AgentLimits(Limits limits, String setting) {
        this.limits = limits;
        this.setting = setting;
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

    /// One count for all connections of an agent; other limits begin a new one.
    public static AgentLimits orNew(@Nullable AgentLimits counted, Limits limits, String setting) {
        return counted != null && counted.limits.equals(limits)
                ? counted
                : new AgentLimits(limits, setting);
    }

    public Entry enter() {
        if (underWay.incrementAndGet() > limits.concurrentExchanges()) {
            underWay.decrementAndGet();
            return new Entry.Refused(
                    limits.concurrentExchanges()
                            + " calls are under way ("
                            + setting
                            + ".concurrent)",
                    Duration.ofSeconds(1));
        }
        ConsumptionProbe probe = requests.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            underWay.decrementAndGet();
            return new Entry.Refused(
                    limits.requestsPerMinute()
                            + " calls a minute are used up ("
                            + setting
                            + ".requests-per-minute)",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        return new Entry.Entered(underWay);
    }

    public int underWay() {
        return underWay.get();
    }
}
