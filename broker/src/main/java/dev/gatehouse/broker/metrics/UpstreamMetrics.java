package dev.gatehouse.broker.metrics;

import dev.gatehouse.broker.upstream.http.UpstreamFault;
import dev.gatehouse.broker.upstream.http.UpstreamObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// How one server answers: how long it takes, and whether it does at all.
public final class UpstreamMetrics implements UpstreamObserver {
    private static final int FIRST_GATEWAY_STATUS = 502;
    private static final int LAST_GATEWAY_STATUS = 504;

    /// A forge on the same host answers in milliseconds, a model after a minute.
    private static final Duration[] BUCKETS =
            LongStream.of(
                            2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000,
                            60_000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private record Failure(Instant at, String what) {}

    private final String name;
    private final InstantSource clock;
    private final Timer toFirstByte;
    private final Recent recent = new Recent();
    private final Map<UpstreamFault, Counter> faults = new EnumMap<>(UpstreamFault.class);
    private final Counter gatewayErrors;
    private volatile @Nullable Instant lastSuccess;
    private volatile @Nullable Failure lastFailure;

    /// @param word of the label
    /// @param name in sentences
    UpstreamMetrics(MeterRegistry registry, String word, String name, InstantSource clock) {
        this.name = name;
        this.clock = clock;
        Tags tags = Tags.of("server", word);
        this.toFirstByte =
                Timer.builder("gatehouse.upstream.first.byte")
                        .description("From the end of a request to the head of its answer.")
                        .tags(tags)
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry);
        for (UpstreamFault fault : UpstreamFault.values()) {
            faults.put(fault, failures(registry, tags.and("fault", fault.word())));
        }
        this.gatewayErrors = failures(registry, tags.and("fault", "gateway-error"));
    }

    private static Counter failures(MeterRegistry registry, Tags tags) {
        return Counter.builder("gatehouse.upstream.failures")
                .description("Requests that got no whole answer of the server itself.")
                .tags(tags)
                .register(registry);
    }

    @Override
    public void answered(int status, Duration waited) {
        toFirstByte.record(waited);
        recent.add(waited);
        if (status >= FIRST_GATEWAY_STATUS && status <= LAST_GATEWAY_STATUS) {
            gatewayErrors.increment();
            lastFailure = new Failure(clock.instant(), name + " answered " + status);
        } else {
            lastSuccess = clock.instant();
        }
    }

    @Override
    public void failed(UpstreamFault fault) {
        Objects.requireNonNull(faults.get(fault)).increment();
        lastFailure = new Failure(clock.instant(), fault.refusal(name).detail());
    }

    public UpstreamHealth health() {
        Optional<Failure> failure = Optional.ofNullable(lastFailure);
        return new UpstreamHealth(
                Optional.ofNullable(lastSuccess),
                failure.map(Failure::at),
                failure.map(Failure::what),
                toFirstByte.count(),
                recent.percentiles());
    }
}
