package dev.gatehouse.broker.config;

import dev.gatehouse.broker.route.Risk;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads the operations a grant names, and holds each risky one against the grant's `accept-risk`.
final class OperationReader {
    private static final List<String> RISKS = Arrays.stream(Risk.values()).map(Risk::word).toList();

    private final SortedMap<String, Set<Risk>> risksByOperation;

    /// @param risksByOperation every operation of the catalogue
    OperationReader(Map<String, Set<Risk>> risksByOperation) {
        this.risksByOperation = new TreeMap<>(risksByOperation);
    }

    /// The operations of one grant.
    record Named(Set<String> allow, Set<String> deny, Set<Risk> acceptRisk) {}

    Named read(Section grant) {
        Map<String, Value> allow = words(grant.items("allow"), this::operation);
        Map<String, Value> deny = words(grant.items("deny"), this::operation);
        Map<Risk, Value> accepted = words(grant.items("accept-risk"), OperationReader::risk);
        allow.forEach((id, value) -> refuseUnacceptedRisk(id, value, accepted.keySet()));
        accepted.forEach((risk, value) -> warnOfUnusedRisk(risk, value, allow.keySet()));
        deny.forEach((id, value) -> warnOfContradiction(id, value, allow.keySet()));
        return new Named(allow.keySet(), deny.keySet(), accepted.keySet());
    }

    private void refuseUnacceptedRisk(String id, Value value, Set<Risk> accepted) {
        Set<Risk> missing = EnumSet.noneOf(Risk.class);
        missing.addAll(risks(id));
        missing.removeAll(accepted);
        if (!missing.isEmpty()) {
            String words = missing.stream().map(Risk::word).collect(Collectors.joining(", "));
            value.error(
                    "'" + id + "' is risky (" + words + "), and the grant does not accept that",
                    "remove it, or add accept-risk: [" + words + "] to the grant");
        }
    }

    private void warnOfUnusedRisk(Risk risk, Value value, Set<String> allow) {
        if (allow.stream().noneMatch(id -> risks(id).contains(risk))) {
            value.warning(
                    "'" + risk.word() + "' covers no operation that 'allow' names here",
                    "remove it");
        }
    }

    private static void warnOfContradiction(String id, Value value, Set<String> allow) {
        if (allow.contains(id)) {
            value.warning(
                    "'" + id + "' stands in 'allow' as well, and 'deny' wins", "keep one of them");
        }
    }

    private Set<Risk> risks(String id) {
        return risksByOperation.getOrDefault(id, Set.of());
    }

    private Optional<String> operation(Value value) {
        return value.word("an operation", risksByOperation.keySet());
    }

    private static Optional<Risk> risk(Value value) {
        return value.word("a risk", RISKS).flatMap(Risk::ofWord);
    }

    /// Each valid word with the value that says it first, in the file's order.
    private static <T> Map<T, Value> words(
            List<Value> values, Function<Value, Optional<T>> reader) {
        Map<T, Value> words = new LinkedHashMap<>();
        for (Value value : values) {
            reader.apply(value).ifPresent(word -> words.putIfAbsent(word, value));
        }
        return words;
    }
}
