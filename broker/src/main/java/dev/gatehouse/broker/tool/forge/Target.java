package dev.gatehouse.broker.tool.forge;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;

/// Path and query of a call, below `/api/v1/`. Every part is encoded here, so that no value can
/// become another path.
///
/// @param path encoded
/// @param query encoded, without the question mark; may be empty
public record Target(String path, String query) {
    public static Target of(Object... segments) {
        return new Target("/api/v1", "").and(segments);
    }

    public Target and(Object... segments) {
        StringBuilder longer = new StringBuilder(path);
        for (Object segment : segments) {
            longer.append('/').append(encoded(String.valueOf(segment)));
        }
        return new Target(longer.toString(), query);
    }

    /// A path of a file, whose slashes stay.
    public Target file(String name) {
        Target longer = this;
        for (String segment : name.split("/", -1)) {
            longer = longer.and(segment);
        }
        return longer;
    }

    public Target with(String name, Object value) {
        String parameter = encoded(name) + "=" + encoded(String.valueOf(value));
        return new Target(path, query.isEmpty() ? parameter : query + "&" + parameter);
    }

    /// Left out where there is no value.
    public Target with(String name, Optional<?> value) {
        return value.map(present -> with(name, present)).orElse(this);
    }

    /// As the forge takes several values; left out where there is none.
    public Target withAll(String name, Collection<String> values) {
        return values.isEmpty() ? this : with(name, String.join(",", values));
    }

    @Override
    public String toString() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
