package dev.gatehouse.demoforge.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds what answers a method and path. A template's part is a literal, `{name}`, `{name}.diff` (a
/// name before a fixed ending), or a last `*`, which takes all that is left.
///
/// @param <T> what a route leads to
public final class Routes<T> {
    private record Route<T>(String method, List<String> template, T target) {}

    /// What a path led to, with the decoded parameters; `*` holds the rest of the path.
    ///
    /// @param template as it was given to [#on]
    public record Match<T>(T target, String template, Map<String, String> parameters) {}

    private final List<Route<T>> routes = new ArrayList<>();

    public Routes<T> on(String method, String template, T target) {
        routes.add(new Route<>(method, List.of(template.substring(1).split("/", -1)), target));
        return this;
    }

    /// Of several routes that match, the one with the fewest parameters, and of those rather one
    /// without `*`.
    public Optional<Match<T>> find(String method, List<String> segments) {
        return routes.stream()
                .filter(route -> route.method.equals(method))
                .flatMap(route -> match(route, segments).stream())
                .min(
                        Comparator.<Match<T>>comparingInt(match -> match.parameters().size())
                                .thenComparing(match -> match.parameters().containsKey("*")));
    }

    private static <T> Optional<Match<T>> match(Route<T> route, List<String> segments) {
        var parameters = new HashMap<String, String>();
        return matches(route.template, segments, parameters)
                ? Optional.of(
                        new Match<>(
                                route.target,
                                "/" + String.join("/", route.template),
                                Map.copyOf(parameters)))
                : Optional.empty();
    }

    /// Whether another method would find something there.
    public boolean knows(List<String> segments) {
        return routes.stream().anyMatch(r -> matches(r.template, segments, new HashMap<>()));
    }

    private static boolean matches(
            List<String> template, List<String> segments, Map<String, String> parameters) {
        for (int i = 0; i < template.size(); i++) {
            String part = template.get(i);
            if (part.equals("*")) {
                parameters.put(
                        "*",
                        String.join(
                                "/",
                                segments.subList(Math.min(i, segments.size()), segments.size())));
                return segments.size() > i;
            }
            if (i >= segments.size() || !matches(part, segments.get(i), parameters)) {
                return false;
            }
        }
        return template.size() == segments.size();
    }

    private static boolean matches(String part, String segment, Map<String, String> parameters) {
        if (!part.startsWith("{")) {
            return part.equals(segment);
        }
        int end = part.indexOf('}');
        String suffix = part.substring(end + 1);
        if (!segment.endsWith(suffix) || segment.length() == suffix.length()) {
            return false;
        }
        parameters.put(
                part.substring(1, end), segment.substring(0, segment.length() - suffix.length()));
        return true;
    }
}
