package dev.gatehouse.broker.audit.read;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/// The members of one JSON object; those that nobody asks for are left alone.
record Members(JsonNode object) {
    String text(String name) throws UnknownWordException {
        return optionalText(name).orElseThrow(() -> new UnknownWordException(name));
    }

    Optional<String> optionalText(String name) throws UnknownWordException {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw new UnknownWordException(name);
        }
        return Optional.of(value.asString());
    }

    long number(String name) throws UnknownWordException {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new UnknownWordException(name);
        }
        return value.asLong();
    }

    int small(String name) throws UnknownWordException {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new UnknownWordException(name);
        }
        return value.asInt();
    }

    OptionalInt optionalSmall(String name) throws UnknownWordException {
        return has(name) ? OptionalInt.of(small(name)) : OptionalInt.empty();
    }

    boolean flag(String name) throws UnknownWordException {
        JsonNode value = object.path(name);
        if (!value.isBoolean()) {
            throw new UnknownWordException(name);
        }
        return value.asBoolean();
    }

    boolean has(String name) {
        return object.has(name);
    }

    Members object(String name) throws UnknownWordException {
        JsonNode value = object.path(name);
        if (!value.isObject()) {
            throw new UnknownWordException(name);
        }
        return new Members(value);
    }

    JsonNode list(String name) throws UnknownWordException {
        JsonNode value = object.path(name);
        if (!value.isArray()) {
            throw new UnknownWordException(name);
        }
        return value;
    }

    /// The constant that a word of the log names.
    <E extends Enum<E>> E word(String name, Class<E> vocabulary) throws UnknownWordException {
        String word = text(name);
        for (E constant : vocabulary.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
                return constant;
            }
        }
        throw new UnknownWordException(name);
    }
}
