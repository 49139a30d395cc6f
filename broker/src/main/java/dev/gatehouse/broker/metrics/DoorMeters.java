package dev.gatehouse.broker.metrics;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.protocol.RefusalCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The counters of one agent at one door. All of them exist from its first call on, so that to
/// count is to look one up and to add.
final class DoorMeters {
    private final Call.Door door;
    private final Map<Ending, Counter> endings = new EnumMap<>(Ending.class);
    private final Map<RefusalCode, Counter> refusals = new EnumMap<>(RefusalCode.class);
    private final Counter requestBytes;
    private final Counter responseBytes;
    private volatile @Nullable LastError lastError;

    DoorMeters(MeterRegistry registry, AgentName agent, Call.Door door) {
        this.door = door;
        Tags tags = Tags.of("agent", agent.value(), "door", door.word());
        for (Ending ending : Ending.values()) {
            endings.put(
                    ending,
                    Counter.builder("gatehouse.calls")
                            .description("Calls of agents that are over, by how they ended.")
                            .tags(tags.and("outcome", ending.word()))
                            .register(registry));
        }
        for (RefusalCode code : RefusalCode.values()) {
            refusals.put(
                    code,
                    Counter.builder("gatehouse.refusals")
                            .description("Calls that the broker answered no to, by its code.")
                            .tags(tags.and("code", code.word()))
                            .register(registry));
        }
        this.requestBytes = bytes(registry, tags.and("direction", "request"));
        this.responseBytes = bytes(registry, tags.and("direction", "response"));
    }

    private static Counter bytes(MeterRegistry registry, Tags tags) {
        return Counter.builder("gatehouse.body")
                .description("Bytes of the bodies of admitted calls.")
                .baseUnit("bytes")
                .tags(tags)
                .register(registry);
    }

    void ended(Ending ending, Optional<RefusalCode> code, Optional<String> operation, Instant now) {
        Objects.requireNonNull(endings.get(ending)).increment();
        code.ifPresent(refused -> Objects.requireNonNull(refusals.get(refused)).increment());
        if (ending != Ending.ANSWERED && ending != Ending.CLIENT_GONE) {
            String word = code.map(RefusalCode::word).orElseGet(ending::word);
            lastError = new LastError(now, word, door.word(), operation);
        }
    }

    void moved(long fromAgentBytes, long toAgentBytes) {
        requestBytes.increment((double) fromAgentBytes);
        responseBytes.increment((double) toAgentBytes);
    }

    AgentCalls calls() {
        SortedMap<String, Long> refused = new TreeMap<>();
        refusals.forEach((code, counter) -> {
            if (counter.count() > 0) {
                refused.put(code.word(), (long) counter.count());
            }
        });
        return new AgentCalls(
                (long) endings.values().stream().mapToDouble(Counter::count).sum(),
                refused,
                Optional.ofNullable(lastError));
    }
}
