package dev.gatehouse.broker.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// The path of an operation, segment by segment.
///
/// @param repositoryParameters the two that name a repository, where it names one
record PathTemplate(List<Segment> segments, Optional<RepositoryParameters> repositoryParameters) {
    /// One segment of a template.
    sealed interface Segment {
        record Literal(String text) implements Segment {}

        record Parameter(String name) implements Segment {}

        /// Two parameters with a dot between: `{sha}.{diffType}`. Only a known suffix makes it
        /// match, for a branch may hold dots too.
        record Suffixed(String name, String suffixName) implements Segment {
            static boolean matches(String value) {
                return (value.endsWith(".diff") || value.endsWith(".patch"))
                        && value.lastIndexOf('.') > 0;
            }
        }

        /// All that is left, at least one segment.
        record Rest(String name) implements Segment {}
    }

    /// Names of two parameters.
    record RepositoryParameters(String owner, String repository) {}

    PathTemplate {
        segments = List.copyOf(segments);
    }

    static PathTemplate of(Operation operation) {
        List<Segment> segments = new ArrayList<>();
        for (String text : operation.path().substring(1).split("/", -1)) {
            segments.add(segment(text, operation));
        }
        return new PathTemplate(segments, repositoryParameters(parameters(segments)));
    }

    private static Segment segment(String text, Operation operation) {
        if (!text.startsWith("{")) {
            return new Segment.Literal(text);
        }
        int suffix = text.indexOf("}.{");
        if (suffix > 0) {
            return new Segment.Suffixed(
                    text.substring(1, suffix), text.substring(suffix + 3, text.length() - 1));
        }
        String name = text.substring(1, text.length() - 1);
        return operation.multiSegmentParameter().filter(name::equals).isPresent()
                ? new Segment.Rest(name)
                : new Segment.Parameter(name);
    }

    List<String> parameters() {
        return parameters(segments);
    }

    private static List<String> parameters(List<Segment> segments) {
        List<String> names = new ArrayList<>();
        for (Segment segment : segments) {
            switch (segment) {
                case Segment.Literal ignored -> {}
                case Segment.Parameter parameter -> names.add(parameter.name());
                case Segment.Suffixed suffixed -> {
                    names.add(suffixed.name());
                    names.add(suffixed.suffixName());
                }
                case Segment.Rest rest -> names.add(rest.name());
            }
        }
        return names;
    }

    private static Optional<RepositoryParameters> repositoryParameters(List<String> names) {
        for (int at = 1; at < names.size(); at++) {
            if (names.get(at).equals("repo") || names.get(at).equals("template_repo")) {
                return Optional.of(new RepositoryParameters(names.get(at - 1), names.get(at)));
            }
        }
        return Optional.empty();
    }

    /// @param path decoded segments that this template matches
    Map<String, String> bind(List<String> path) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int at = 0; at < segments.size(); at++) {
            String value = path.get(at);
            switch (segments.get(at)) {
                case Segment.Literal ignored -> {}
                case Segment.Parameter parameter -> values.put(parameter.name(), value);
                case Segment.Suffixed suffixed -> {
                    int dot = value.lastIndexOf('.');
                    values.put(suffixed.name(), value.substring(0, dot));
                    values.put(suffixed.suffixName(), value.substring(dot + 1));
                }
                case Segment.Rest rest ->
                        values.put(rest.name(), String.join("/", path.subList(at, path.size())));
            }
        }
        return values;
    }

    /// @param encoded name of a parameter and whether `/` stays -> its value on the wire
    String render(BiFunction<String, Boolean, String> encoded) {
        StringBuilder path = new StringBuilder();
        for (Segment segment : segments) {
            path.append('/');
            switch (segment) {
                case Segment.Literal literal -> path.append(literal.text());
                case Segment.Parameter parameter ->
                        path.append(encoded.apply(parameter.name(), false));
                case Segment.Suffixed suffixed ->
                        path.append(encoded.apply(suffixed.name(), false))
                                .append('.')
                                .append(encoded.apply(suffixed.suffixName(), false));
                case Segment.Rest rest -> path.append(encoded.apply(rest.name(), true));
            }
        }
        return path.toString();
    }
}
