package dev.gatehouse.broker.admin.server;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.audit.AuditFault;
import dev.gatehouse.broker.audit.ChainHead;
import dev.gatehouse.broker.metrics.Memory;
import dev.gatehouse.broker.metrics.Percentiles;
import dev.gatehouse.broker.metrics.UpstreamHealth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is going on, as documents for the operator. Times are UTC. Not for an event loop: looks at
/// the disk and at `/proc`.
final class StatusReport {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Daemon daemon;
    private final AgentReport agents;
    private final InstantSource clock;

    StatusReport(Daemon daemon, InstantSource clock) {
        this.daemon = daemon;
        this.agents = new AgentReport(daemon);
        this.clock = clock;
    }

    Map<String, @Nullable Object> whole() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("version", daemon.version());
        members.put("pid", ProcessHandle.current().pid());
        members.put("started_at", text(daemon.startedAt()));
        members.put(
                "uptime_seconds",
                Duration.between(daemon.startedAt(), clock.instant()).toSeconds());
        members.put("state", daemon.controls().isDraining() ? "draining" : "serving");
        members.put("configuration", configuration());
        members.put("memory", memory());
        members.put("forge", forge());
        members.put("agents", agents.agents());
        members.put("alarms", alarms());
        members.put("audit", audit());
        return members;
    }

    List<Map<String, @Nullable Object>> alarms() {
        return daemon.alarms().list().stream().map(StatusReport::alarm).toList();
    }

    private Map<String, @Nullable Object> configuration() {
        Controls.Loaded loaded = daemon.controls().loaded();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("file", loaded.file().map(Object::toString).orElse(null));
        members.put("loaded_at", text(loaded.at()));
        members.put("problems", loaded.problems());
        return members;
    }

    private static Map<String, @Nullable Object> memory() {
        Memory memory = Memory.now();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("rss_bytes", memory.residentBytes());
        members.put("heap_used_bytes", memory.heapUsedBytes());
        members.put("heap_max_bytes", memory.heapMaxBytes());
        return members;
    }

    private Map<String, @Nullable Object> forge() {
        UpstreamHealth health = daemon.metrics().forge().health();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("url", daemon.configuration().get().forge().url().toString());
        members.put("health", health.word());
        members.put("last_success_at", text(health.lastSuccess()));
        members.put("last_failure_at", text(health.lastFailure()));
        members.put("last_failure", health.lastFailureText().orElse(null));
        Map<String, @Nullable Object> latency = new LinkedHashMap<>();
        latency.put("p50", milliseconds(health.firstByte().map(Percentiles::p50)));
        latency.put("p95", milliseconds(health.firstByte().map(Percentiles::p95)));
        latency.put("p99", milliseconds(health.firstByte().map(Percentiles::p99)));
        latency.put("calls", health.answers());
        members.put("latency_ms", latency);
        return members;
    }

    private static Map<String, @Nullable Object> alarm(RaisedAlarm alarm) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("at", text(alarm.at()));
        members.put("cause", alarm.cause());
        members.put("agent", alarm.agent().map(AgentName::value).orElse(null));
        members.put("detail", alarm.detail());
        return members;
    }

    private Map<String, @Nullable Object> audit() {
        ChainHead head = daemon.audit().head();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("file", daemon.configuration().get().audit().file().toString());
        members.put("head", head.hash());
        members.put("sequence", head.sequence());
        members.put("fault", daemon.audit().fault().map(AuditFault::word).orElse(null));
        members.put("waiting", daemon.audit().unwritten());
        return members;
    }

    static @Nullable String text(Optional<Instant> instant) {
        return instant.map(StatusReport::text).orElse(null);
    }

    static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static @Nullable Double milliseconds(Optional<Duration> time) {
        return time.map(each -> Math.round(each.toNanos() / NANOS_PER_MILLI * 10) / 10.0)
                .orElse(null);
    }
}
