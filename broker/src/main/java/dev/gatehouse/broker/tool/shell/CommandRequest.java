package dev.gatehouse.broker.tool.shell;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What an agent asks a command with: see [dev.gatehouse.protocol.CommandFrame].
///
/// @param remotes of the repository the agent stands in, their URLs by name
/// @param width of the agent's terminal in columns; none where there is no terminal
/// @param inputs the texts of files that were asked for, by name
record CommandRequest(
        List<String> arguments,
        Map<String, String> remotes,
        Optional<String> branch,
        OptionalInt width,
        boolean colour,
        Map<String, String> inputs) {
    private static final int NARROWEST = 20;
    private static final int WIDEST = 1000;

    CommandRequest {
        arguments = List.copyOf(arguments);
        remotes = new LinkedHashMap<>(remotes);
        inputs = Map.copyOf(inputs);
    }

    /// @throws IllegalArgumentException says which member is not as it should be
    static CommandRequest of(Map<String, ? extends @Nullable Object> fields) {
        List<String> arguments = new ArrayList<>();
        if (!(fields.get("arguments") instanceof List<?> words)) {
            throw new IllegalArgumentException("'arguments' is no array of texts");
        }
        for (Object word : words) {
            if (!(word instanceof String text)) {
                throw new IllegalArgumentException("'arguments' holds something that is no text");
            }
            arguments.add(text);
        }
        Map<String, @Nullable Object> directory = members(fields, "directory");
        Map<String, @Nullable Object> terminal = members(fields, "terminal");
        return new CommandRequest(
                arguments,
                texts(directory, "remotes"),
                directory.get("branch") instanceof String branch
                        ? Optional.of(branch)
                        : Optional.empty(),
                terminal.get("width") instanceof BigInteger width
                        ? OptionalInt.of(
                                width.max(BigInteger.valueOf(NARROWEST))
                                        .min(BigInteger.valueOf(WIDEST))
                                        .intValue())
                        : OptionalInt.empty(),
                Boolean.TRUE.equals(terminal.get("colour")),
                texts(fields, "inputs"));
    }

    private static Map<String, String> texts(
            Map<String, ? extends @Nullable Object> fields, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        members(fields, name)
                .forEach((key, value) -> {
                    if (!(value instanceof String text)) {
                        throw new IllegalArgumentException(
                                "'" + name + "' holds something that is no text");
                    }
                    texts.put(key, text);
                });
        return texts;
    }

    private static Map<String, @Nullable Object> members(
            Map<String, ? extends @Nullable Object> fields, String name) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        switch (fields.get(name)) {
            case null -> {}
            case Map<?, ?> given -> given.forEach((key, value) -> members.put((String) key, value));
            default -> throw new IllegalArgumentException("'" + name + "' is no object");
        }
        return members;
    }
}
