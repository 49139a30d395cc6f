package dev.gatehouse.broker.metrics;

import dev.gatehouse.broker.agent.AgentName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.Optional;

/// The numbers of this broker since it started, and their text in Prometheus' format. Labels are
/// agents' names, which the operator gives, and words of this program: neither a secret nor
/// anything that an agent wrote has a place in them, and their number has a bound.
///
/// Any thread. Counting takes no lock and does not block; a scrape reads `/proc`.
public final class Metrics {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CallMetrics calls;
    private final UpstreamMetrics forge;
    private final UpstreamMetrics models;
    private final UpstreamMetrics storage;
    private final Gauges gauges;

    /// @param version of this program
    public Metrics(String version, InstantSource clock) {
        this.calls = new CallMetrics(registry, clock);
        this.forge = new UpstreamMetrics(registry, "forge", "Forgejo", clock);
        this.models = new UpstreamMetrics(registry, "model", "the model's server", clock);
        this.storage = new UpstreamMetrics(registry, "lfs-storage", "the LFS storage", clock);
        this.gauges = new Gauges(registry, version, clock.instant());
    }

    /// Counts the calls of agents.
    public CallMetrics calls() {
        return calls;
    }

    public UpstreamMetrics forge() {
        return forge;
    }

    /// Of all agents' models together.
    public UpstreamMetrics models() {
        return models;
    }

    /// Hosts besides Forgejo that hold LFS objects.
    public UpstreamMetrics storage() {
        return storage;
    }

    /// @param cause a word of a closed vocabulary
    /// @param agent none where it is about no agent
    public void alarm(String cause, Optional<AgentName> agent) {
        Counter.builder("gatehouse.alarms")
                .description("What the operator was told of.")
                .tag("cause", cause)
                .tag("agent", agent.map(AgentName::value).orElse(""))
                .register(registry)
                .increment();
    }

    /// Everything, in the text format 0.0.4.
    public synchronized String scrape(Standing now) {
        gauges.set(now);
        return registry.scrape();
    }
}
