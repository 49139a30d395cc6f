package dev.gatehouse.broker.metrics;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.CallObserver;
import dev.gatehouse.broker.audit.Caller;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.protocol.RefusalCode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Counts every call of every agent by how it ended.
public final class CallMetrics implements CallObserver {
    private record Key(AgentName agent, Call.Door door) {}

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<Key, DoorMeters> doors = new ConcurrentHashMap<>();

    CallMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public void refused(Caller caller, Call call, RefusalCode code) {
        meters(caller, call)
                .ended(
                        OutcomeEvent.Ending.REFUSED,
                        Optional.of(code),
                        call.operation(),
                        clock.instant());
    }

    @Override
    public void ended(Caller caller, Call call, OutcomeEvent outcome) {
        DoorMeters meters = meters(caller, call);
        meters.ended(outcome.ending(), outcome.code(), call.operation(), clock.instant());
        meters.moved(outcome.requestBytes(), outcome.responseBytes());
    }

    /// What the agent did at all its doors.
    public AgentCalls of(AgentName agent) {
        return doors.entrySet().stream()
                .filter(each -> each.getKey().agent().equals(agent))
                .map(each -> each.getValue().calls())
                .reduce(AgentCalls.NONE, AgentCalls::and);
    }

    private DoorMeters meters(Caller caller, Call call) {
        Key key = new Key(caller.agent(), call.door());
        DoorMeters known = doors.get(key);
        return known != null
                ? known
                : doors.computeIfAbsent(
                        key, fresh -> new DoorMeters(registry, fresh.agent(), fresh.door()));
    }
}
