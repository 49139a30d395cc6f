package dev.gatehouse.broker.config;

import java.util.List;
import java.util.Optional;

/// Reads a program and its arguments. No shell is involved, hence a list.
final class Command {
    private Command() {}

    static Optional<List<String>> read(Value value) {
        if (value.isEmptyList()) {
            value.error(
                    "an empty list names no program", "write it as [/usr/bin/program, argument]");
            return Optional.empty();
        }
        List<Value> items = value.items();
        List<String> arguments = items.stream().map(Value::text).flatMap(Optional::stream).toList();
        return arguments.isEmpty() || arguments.size() < items.size()
                ? Optional.empty()
                : Optional.of(arguments);
    }
}
