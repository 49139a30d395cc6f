package dev.gatehouse.broker.metrics;

import dev.gatehouse.protocol.RefusalCode;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What one agent did since the broker started.
///
/// @param calls that are over, refused ones too
/// @param refusals how many there were of each code; only codes that occurred
public record AgentCalls(
        long calls, SortedMap<String, Long> refusals, Optional<LastError> lastError) {
    static final AgentCalls NONE = new AgentCalls(0, new TreeMap<>(), Optional.empty());

    public AgentCalls {
        refusals = Collections.unmodifiableSortedMap(new TreeMap<>(refusals));
    }

    /// How often a rate, a number or a size was too great.
    public long limitsHit() {
        return refusals.getOrDefault(RefusalCode.LIMIT.word(), 0L);
    }

    AgentCalls and(AgentCalls other) {
        SortedMap<String, Long> both = new TreeMap<>(refusals);
        other.refusals().forEach((code, count) -> both.merge(code, count, Long::sum));
        return new AgentCalls(
                calls + other.calls(),
                both,
                Stream.of(lastError, other.lastError())
                        .flatMap(Optional::stream)
                        .max(Comparator.comparing(LastError::at)));
    }
}
