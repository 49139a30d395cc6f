package dev.gatehouse.broker.model.json;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The paths whose values are wanted: names divided by dots, `[]` for any element of an array, as
/// in `requests[].params.model`. Immutable.
public final class JsonPaths {
    private final Node root;

    private JsonPaths(Node root) {
        this.root = root;
    }

    public static JsonPaths of(String... paths) {
        Node root = new Node();
        for (String path : paths) {
            Node node = root;
            for (String step : path.replace("[]", ".[]").split("\\.", -1)) {
                node = node.child(step);
            }
            node.path = path;
        }
        return new JsonPaths(root);
    }

    Node root() {
        return root;
    }

    /// One place on the way to a wanted value.
    static final class Node {
        private final Map<String, Node> fields = new HashMap<>();
        private final Map<String, String> spelling = new HashMap<>();
        private @Nullable Node element;
        private @Nullable String path;

        private Node child(String step) {
            if (step.equals("[]")) {
                Node each = element == null ? new Node() : element;
                element = each;
                return each;
            }
            if (step.isEmpty()) {
                throw new IllegalArgumentException("a path has an empty step");
            }
            spelling.put(step.toLowerCase(Locale.ROOT), step);
            return fields.computeIfAbsent(step, name -> new Node());
        }

        /// Whether keys matter in an object here.
        boolean hasFields() {
            return !fields.isEmpty();
        }

        @Nullable Node field(String name) {
            return fields.get(name);
        }

        /// The wanted name that equals this one when case is ignored.
        @Nullable String spelledAs(String folded) {
            return spelling.get(folded);
        }

        @Nullable Node element() {
            return element;
        }

        /// The path that ends here, if one does.
        @Nullable String path() {
            return path;
        }
    }
}
