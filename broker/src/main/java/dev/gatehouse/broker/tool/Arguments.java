package dev.gatehouse.broker.tool;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values given for a tool's parameters, by name: of a TEXT or BODY the text, of a NUMBER a
/// `Long`, of a FLAG a `Boolean`, of TEXTS, LINES and FILES a list of texts. What was not given is
/// not there.
public record Arguments(Map<String, Object> values) {
    public Arguments {
        values = Map.copyOf(values);
    }

    Optional<String> text(Parameter parameter) {
        return value(parameter).map(String.class::cast);
    }

    Optional<Long> number(Parameter parameter) {
        return value(parameter).map(Long.class::cast);
    }

    boolean flag(Parameter parameter) {
        return value(parameter).map(Boolean.class::cast).orElse(false);
    }

    List<String> texts(Parameter parameter) {
        return value(parameter)
                .map(given -> ((List<?>) given).stream().map(String.class::cast).toList())
                .orElse(List.of());
    }

    private Optional<Object> value(Parameter parameter) {
        return Optional.ofNullable(values.get(parameter.name()));
    }
}
