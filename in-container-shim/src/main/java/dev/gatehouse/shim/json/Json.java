package dev.gatehouse.shim.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A JSON value. Looking for what is not there gives an empty value rather than an error: an older
/// shim must be able to read a newer broker.
public sealed interface Json {
    /// Members in the order received.
    record Members(Map<String, Json> members) implements Json {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    record Items(List<Json> items) implements Json {
        public Items {
            items = List.copyOf(items);
        }
    }

    record Text(String text) implements Json {
        @Override
        public String asText() {
            return text;
        }
    }

    /// A number, `true`, `false` or `null`, as it was written.
    record Literal(String literal) implements Json {
        public static final Json NULL = new Literal("null");

        @Override
        public String asText() {
            return literal.equals("null") ? "" : literal;
        }
    }

    /// The member of that name, or `null` where this is no object or has no such member.
    default Json get(String name) {
        return this instanceof Members object
                ? object.members().getOrDefault(name, Literal.NULL)
                : Literal.NULL;
    }

    /// The items of an array; none where this is something else.
    default List<Json> items() {
        return List.of();
    }

    /// Text as it is, a literal as written; empty for `null` and for what has parts.
    default String asText() {
        return "";
    }
}
