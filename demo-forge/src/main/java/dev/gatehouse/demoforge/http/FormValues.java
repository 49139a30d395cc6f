package dev.gatehouse.demoforge.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decoded `name=value` pairs of a query or of an urlencoded body. Pairs with a malformed escape
/// are left out, as Go's parser does.
public record FormValues(Map<String, List<String>> values) {

    static FormValues parse(String encoded) {
        var values = new LinkedHashMap<String, List<String>>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            try {
                if (!pair.isEmpty()) {
                    values.computeIfAbsent(decode(name), key -> new ArrayList<>())
                            .add(decode(value));
                }
            } catch (IllegalArgumentException malformed) {
                // Go's parser goes on with the next pair.
            }
        }
        return new FormValues(values);
    }

    /// The first value of that name, unless it is empty.
    public Optional<String> first(String name) {
        return all(name).stream().findFirst().filter(value -> !value.isEmpty());
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /// These values, then those of `others`: a body's value comes before the query's.
    public FormValues before(FormValues others) {
        var merged = new LinkedHashMap<String, List<String>>();
        values.forEach((name, all) -> merged.put(name, new ArrayList<>(all)));
        others.values.forEach(
                (name, all) -> merged.computeIfAbsent(name, key -> new ArrayList<>()).addAll(all));
        return new FormValues(merged);
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
