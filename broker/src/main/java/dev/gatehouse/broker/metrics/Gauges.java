package dev.gatehouse.broker.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What is not counted but asked for, at each scrape. Agents that are gone are not shown any more.
final class Gauges {
    private static final double MILLIS_PER_SECOND = 1000.0;

    private final MultiGauge connections;
    private final MultiGauge credentials;
    private volatile Standing now =
            new Standing(List.of(), Map.of(), true, 0, false, new Memory(0, 0, 0));

    Gauges(MeterRegistry registry, String version, Instant start) {
        this.connections =
                MultiGauge.builder("gatehouse.connections")
                        .description("Open connections of agents.")
                        .register(registry);
        this.credentials =
                MultiGauge.builder("gatehouse.credential")
                        .description("The state of each agent's token: 1 for the one it is in.")
                        .register(registry);
        gauge(
                registry,
                "gatehouse.audit.writable",
                "0: nothing is sent.",
                standing -> flag(standing.auditWritable()));
        gauge(
                registry,
                "gatehouse.audit.waiting.records",
                "Not written yet, or lost.",
                standing -> standing.auditWaiting());
        gauge(
                registry,
                "gatehouse.draining",
                "1: nothing new is begun.",
                standing -> flag(standing.draining()));
        gauge(
                registry,
                "process.resident.memory.bytes",
                "As the kernel counts.",
                standing -> standing.memory().residentBytes());
        gauge(
                registry,
                "gatehouse.heap.used.bytes",
                "Java's heap in use.",
                standing -> standing.memory().heapUsedBytes());
        gauge(
                registry,
                "gatehouse.heap.max.bytes",
                "What Java's heap may grow to.",
                standing -> standing.memory().heapMaxBytes());
        double startSeconds = start.toEpochMilli() / MILLIS_PER_SECOND;
        gauge(registry, "process.start.time.seconds", "Since 1970.", _ -> startSeconds);
        Gauge.builder("gatehouse.build.info", () -> 1)
                .description("Always 1; the version is a label.")
                .tag("version", version)
                .strongReference(true)
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<Standing> value) {
        Gauge.builder(name, this, gauges -> value.applyAsDouble(gauges.now))
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    void set(Standing standing) {
        now = standing;
        connections.register(
                standing.connections().stream()
                        .map(each ->
                                Row.of(
                                        Tags.of("agent", each.agent().value(), "door", each.door()),
                                        each.open()))
                        .toList(),
                true);
        credentials.register(
                standing.credentials().entrySet().stream()
                        .flatMap(each ->
                                each.getValue().words().stream()
                                        .map(word ->
                                                Row.of(
                                                        Tags.of(
                                                                "agent",
                                                                each.getKey().value(),
                                                                "state",
                                                                word),
                                                        flag(word.equals(each.getValue().word())))))
                        .toList(),
                true);
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }
}
