package dev.gatehouse.shim.api;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.json.JsonStrings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds the JSON object that `-f` and `-F` describe. `a[b]=x` nests, `a[]=x` appends, and
/// `a[][b]=x` fills the last object of the array until `b` is there already; then it begins the
/// next one.
final class FieldTree {
    private final Branch root = new Branch(new LinkedHashMap<>());

    private sealed interface Node {
        void append(StringBuilder json);
    }

    private record Leaf(String text) implements Node {
        @Override
        public void append(StringBuilder json) {
            json.append(text);
        }
    }

    private record Sequence(List<Node> items) implements Node {
        @Override
        public void append(StringBuilder json) {
            json.append('[');
            for (int i = 0; i < items.size(); i++) {
                json.append(i > 0 ? "," : "");
                items.get(i).append(json);
            }
            json.append(']');
        }
    }

    private record Branch(Map<String, Node> members) implements Node {
        @Override
        public void append(StringBuilder json) {
            String separator = "{";
            for (Map.Entry<String, Node> member : members.entrySet()) {
                json.append(separator);
                JsonStrings.append(json, member.getKey());
                member.getValue().append(json.append(':'));
                separator = ",";
            }
            json.append(members.isEmpty() ? "{}" : "}");
        }
    }

    /// Sets one value.
    ///
    /// @param json the value as JSON text; null makes sure that the array is there and adds nothing
    void set(String key, @Nullable String json) throws Failure {
        put(root, FieldKey.steps(key), json, key);
    }

    /// The object as JSON text.
    String json() {
        StringBuilder json = new StringBuilder();
        root.append(json);
        return json.toString();
    }

    private static void put(Branch branch, List<String> steps, @Nullable String json, String key)
            throws Failure {
        String name = steps.getFirst();
        List<String> rest = steps.subList(1, steps.size());
        if (rest.isEmpty()) {
            if (json == null || branch.members.putIfAbsent(name, new Leaf(json)) != null) {
                throw twice(key);
            }
        } else if (!rest.getFirst().isEmpty()) {
            put(branchAt(branch, name, key), rest, json, key);
        } else if (rest.size() > 1) {
            Sequence sequence = sequenceAt(branch, name, key);
            put(openItem(sequence, rest), rest.subList(1, rest.size()), json, key);
        } else {
            Sequence sequence = sequenceAt(branch, name, key);
            if (json != null) {
                sequence.items.add(new Leaf(json));
            }
        }
    }

    private static Branch branchAt(Branch parent, String name, String key) throws Failure {
        Node node = parent.members.get(name);
        if (node instanceof Branch branch) {
            return branch;
        }
        Branch branch = new Branch(new LinkedHashMap<>());
        putNew(parent, name, node, branch, key);
        return branch;
    }

    private static Sequence sequenceAt(Branch parent, String name, String key) throws Failure {
        Node node = parent.members.get(name);
        if (node instanceof Sequence sequence) {
            return sequence;
        }
        Sequence sequence = new Sequence(new ArrayList<>());
        putNew(parent, name, node, sequence, key);
        return sequence;
    }

    private static void putNew(
            Branch parent, String name, @Nullable Node present, Node node, String key)
            throws Failure {
        if (present != null) {
            throw twice(key);
        }
        parent.members.put(name, node);
    }

    /// The object that the next value belongs to.
    ///
    /// @param rest an empty step, then the name in the object, then perhaps more
    private static Branch openItem(Sequence sequence, List<String> rest) {
        if (!sequence.items.isEmpty() && sequence.items.getLast() instanceof Branch branch) {
            Node present = branch.members.get(rest.get(1));
            boolean appends = rest.size() > 2 && rest.get(2).isEmpty();
            if (present == null || (appends && present instanceof Sequence)) {
                return branch;
            }
        }
        Branch branch = new Branch(new LinkedHashMap<>());
        sequence.items.add(branch);
        return branch;
    }

    private static Failure twice(String key) {
        return Failure.usage(
                "the field '"
                        + key
                        + "' is given twice, or once as a value and once with parts; for an array"
                        + " write name[]=value");
    }
}
