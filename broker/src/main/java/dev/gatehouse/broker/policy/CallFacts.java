package dev.gatehouse.broker.policy;

import dev.gatehouse.broker.route.FactKind;
import dev.gatehouse.broker.route.FactRule;
import dev.gatehouse.broker.route.QueryParameter;
import dev.gatehouse.broker.route.Route;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a call itself says of the refs, files and repositories it reaches: read once, by the rules
/// of its operation, from path, query and parsed body.
public final class CallFacts implements FactReading, BodyFacts {
    /// Of a call whose operation has no facts.
    public static final CallFacts NONE = new CallFacts(Map.of());

    private final Map<FactKind, List<String>> values;

    private CallFacts(Map<FactKind, List<String>> values) {
        this.values = values;
    }

    /// @param body the parsed JSON body: text, numbers, booleans, lists and maps; empty where there
    ///   is none
    public static FactReading of(Route.Api route, Map<String, ?> body) {
        Map<FactKind, List<String>> values = new EnumMap<>(FactKind.class);
        for (FactRule rule : route.operation().facts()) {
            List<@Nullable Object> found = find(rule, route, body);
            for (Object value : found) {
                if (value == null) {
                    continue;
                }
                if (!(value instanceof String
                        || value instanceof Boolean
                        || value instanceof Number)) {
                    return new FactProblem(
                            rule.name(), "a text, a number or true/false is expected here");
                }
                String text = value.toString();
                if (!text.isEmpty()) {
                    values.computeIfAbsent(rule.kind(), kind -> new ArrayList<>()).add(text);
                }
            }
        }
        return new CallFacts(values);
    }

    private static List<@Nullable Object> find(
            FactRule rule, Route.Api route, Map<String, ?> body) {
        List<@Nullable Object> found = new ArrayList<>(1);
        switch (rule.source()) {
            case CONSTANT -> found.add(rule.name());
            case PATH -> found.add(route.pathParameters().get(rule.name()));
            case QUERY -> {
                for (QueryParameter parameter : route.query()) {
                    if (parameter.name().equals(rule.name())) {
                        found.add(parameter.value());
                    }
                }
            }
            case BODY -> findInBody(rule.name(), body, found);
        }
        return found;
    }

    /// `field`, or `list[].field` for one in each element of a list.
    private static void findInBody(String name, Map<String, ?> body, List<@Nullable Object> found) {
        int list = name.indexOf("[].");
        if (list < 0) {
            found.add(body.get(name));
            return;
        }
        Object elements = body.get(name.substring(0, list));
        if (elements == null) {
            return;
        }
        if (!(elements instanceof List<?> all)) {
            found.add(List.of());
            return;
        }
        for (Object element : all) {
            found.add(
                    element instanceof Map<?, ?> map
                            ? valueOf(map, name.substring(list + 3))
                            : List.of());
        }
    }

    /// A server takes a key for the name in any case, and below the top level nothing is left out
    /// of what is sent; two such keys do not come here.
    private static @Nullable Object valueOf(Map<?, ?> element, String name) {
        for (Map.Entry<?, ?> field : element.entrySet()) {
            if (name.equalsIgnoreCase((String) field.getKey())) {
                return field.getValue();
            }
        }
        return null;
    }

    /// The refs that the call itself names as written, in full. What it leaves to the forge, such
    /// as the branches of a pull request, is not known here.
    public List<String> writtenRefs() {
        List<String> refs = new ArrayList<>();
        for (FactKind kind : values.keySet()) {
            String ref = all(kind).getFirst();
            switch (kind) {
                case COMMIT_BRANCH -> {
                    // Only where the commit starts, if it is put on another.
                    if (first(FactKind.COMMIT_NEW_BRANCH).isEmpty()) {
                        refs.add("refs/heads/" + ref);
                    }
                }
                case COMMIT_NEW_BRANCH, BRANCH_WRITE, BRANCH_CREATE, BRANCH_DELETE ->
                        refs.add("refs/heads/" + ref);
                case TAG_CREATE, TAG_DELETE -> refs.add("refs/tags/" + ref);
                case OTHER_REF -> refs.add(ref);
                case BRANCH_RETARGET,
                        RELEASE_TAG,
                        FORCE,
                        PULL_BASE,
                        PULL_HEAD,
                        DELETE_HEAD,
                        OTHER_OWNER,
                        OTHER_NAME,
                        NEW_OWNER,
                        NEW_NAME,
                        HEAD,
                        BASE_HEAD,
                        FILE -> {}
            }
        }
        return refs;
    }

    /// Whether the call asks to rewrite or to override.
    public boolean asksForForce() {
        return isTrue(FactKind.FORCE);
    }

    Optional<String> first(FactKind kind) {
        List<String> all = values.get(kind);
        return all == null ? Optional.empty() : Optional.of(all.getFirst());
    }

    List<String> all(FactKind kind) {
        return values.getOrDefault(kind, List.of());
    }

    boolean isTrue(FactKind kind) {
        return first(kind)
                .filter(value -> value.equals("true") || value.equals("rebase"))
                .isPresent();
    }

    /// The files the call writes, for protected paths.
    List<String> files() {
        return values.getOrDefault(FactKind.FILE, List.of());
    }
}
