package dev.gatehouse.broker.config;

import dev.gatehouse.broker.config.yaml.Node;
import dev.gatehouse.broker.config.yaml.Node.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One mapping with known keys. Complains of unknown and repeated ones when it is made.
final class Section {
    private final Value whole;
    private final Map<String, Value> values = new HashMap<>();

    Section(Value whole, Node.Mapping mapping, Block block) {
        this.whole = whole;
        Map<String, Entry> first = new HashMap<>();
        for (Entry entry : mapping.entries()) {
            Entry earlier = first.putIfAbsent(entry.key(), entry);
            if (earlier != null) {
                repeated(entry, earlier, block);
            } else if (block.keys().contains(entry.key())) {
                values.put(entry.key(), whole.child(entry.value(), entry.key()));
            } else {
                unknown(entry, block);
            }
        }
    }

    Optional<Value> optional(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// @param remedy what to do where the key is missing
    Optional<Value> required(String key, String remedy) {
        Optional<Value> value = optional(key);
        if (value.isEmpty()) {
            whole.error("'" + key + "' is missing", remedy);
        }
        return value;
    }

    /// Whether the key is absent, or holds an empty list.
    boolean saysNothing(String key) {
        return optional(key).map(Value::isEmptyList).orElse(true);
    }

    /// The items under a key that may be absent.
    List<Value> items(String key) {
        return optional(key).map(Value::items).orElse(List.of());
    }

    /// What the reader makes of each of those items; bad ones are left out.
    <T> List<T> list(String key, Function<Value, Optional<T>> reader) {
        return items(key).stream().map(reader).flatMap(Optional::stream).toList();
    }

    Value whole() {
        return whole;
    }

    private void repeated(Entry entry, Entry earlier, Block block) {
        whole.at(entry.place())
                .error(
                        block.quote(entry.key())
                                + " is given twice, first in line "
                                + earlier.place().line(),
                        "keep one of them");
    }

    private void unknown(Entry entry, Block block) {
        Value key = whole.at(entry.place());
        boolean single = whole.child(entry.value(), "").isFilledScalar();
        if (single && Secrecy.isSecretKey(entry.key())) {
            key.error(Secrecy.MESSAGE, Secrecy.REMEDY);
        } else {
            key.error(
                    block.quote(entry.key()) + " is not a key here",
                    Suggestion.remedy(entry.key(), block.keys()));
        }
    }
}
