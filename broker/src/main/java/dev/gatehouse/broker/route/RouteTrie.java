package dev.gatehouse.broker.route;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds the operation of a path. A literal comes before a parameter, and a parameter before the
/// rest of a path, as in Forgejo's own router; where the better one leads nowhere for this method,
/// the next is tried. A node stands at one depth, so a search sees each node at most once, however
/// long the path.
final class RouteTrie {
    private final Node root = new Node();

    /// An operation with its path taken apart.
    record Match(Operation operation, PathTemplate template) {}

    void add(Operation operation) {
        PathTemplate template = PathTemplate.of(operation);
        Node node = root;
        for (PathTemplate.Segment segment : template.segments()) {
            node = node.child(segment);
        }
        if (node.operations.put(operation.method(), new Match(operation, template)) != null) {
            throw new CatalogueException(
                    "two operations for " + operation.method() + " " + operation.path());
        }
    }

    Optional<Match> match(HttpMethod method, List<String> path) {
        Search search = new Search(path, node -> node.operations.containsKey(method));
        return Optional.ofNullable(search.from(root, 0)).map(node -> node.operations.get(method));
    }

    /// The methods that some operation of this path takes.
    Set<HttpMethod> methods(List<String> path) {
        Set<HttpMethod> methods = EnumSet.noneOf(HttpMethod.class);
        Predicate<Node> collect =
                node -> {
                    methods.addAll(node.operations.keySet());
                    return false;
                };
        new Search(path, collect).from(root, 0);
        return methods;
    }

    private record Search(List<String> path, Predicate<Node> wanted) {
        @Nullable Node from(Node node, int depth) {
            if (depth == path.size()) {
                return wanted.test(node) ? node : null;
            }
            String segment = path.get(depth);
            Node found = into(node.literals.get(segment), depth + 1);
            if (found == null && PathTemplate.Segment.Suffixed.matches(segment)) {
                found = into(node.wild.get(Wild.SUFFIXED), depth + 1);
            }
            if (found == null) {
                found = into(node.wild.get(Wild.PARAMETER), depth + 1);
            }
            return found == null ? into(node.wild.get(Wild.REST), path.size()) : found;
        }

        private @Nullable Node into(@Nullable Node node, int depth) {
            return node == null ? null : from(node, depth);
        }
    }

    private enum Wild {
        SUFFIXED,
        PARAMETER,
        REST
    }

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final Map<Wild, Node> wild = new EnumMap<>(Wild.class);
        final Map<HttpMethod, Match> operations = new EnumMap<>(HttpMethod.class);

        Node child(PathTemplate.Segment segment) {
            return switch (segment) {
                case PathTemplate.Segment.Literal literal ->
                        literals.computeIfAbsent(literal.text(), text -> new Node());
                case PathTemplate.Segment.Suffixed ignored -> child(Wild.SUFFIXED);
                case PathTemplate.Segment.Parameter ignored -> child(Wild.PARAMETER);
                case PathTemplate.Segment.Rest ignored -> child(Wild.REST);
            };
        }

        private Node child(Wild kind) {
            return wild.computeIfAbsent(kind, ignored -> new Node());
        }
    }
}
