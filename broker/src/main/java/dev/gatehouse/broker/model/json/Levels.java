package dev.gatehouse.broker.model.json;

import dev.gatehouse.broker.model.json.JsonPaths.Node;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The objects and arrays that are open, and where in them the wanted paths go on. An object on
/// such a path has each name once, case ignored.
final class Levels {
    static final int MOST = 200;
    static final int MOST_NAMES = 256;
    static final int MOST_NAME_BYTES = 128;

    private final Node root;
    private boolean[] arrays = new boolean[8];
    private @Nullable Node[] nodes = new @Nullable Node[8];
    private @Nullable Set<String>[] names = newNames(8);
    private int depth;
    private @Nullable Node field;

    Levels(Node root) {
        this.root = root;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    boolean inArray() {
        return arrays[depth - 1];
    }

    /// Where the value that comes next stands; none: it is not on the way to a wanted one.
    @Nullable Node next() {
        if (depth == 0) {
            return root;
        }
        if (!arrays[depth - 1]) {
            return field;
        }
        Node array = nodes[depth - 1];
        return array == null ? null : array.element();
    }

    void open(boolean array) throws DefectException {
        if (depth == MOST) {
            throw new DefectException("the document is nested deeper than " + MOST + " levels");
        }
        if (depth == arrays.length) {
            int more = Math.min(MOST, depth * 2);
            arrays = Arrays.copyOf(arrays, more);
            nodes = Arrays.copyOf(nodes, more);
            names = Arrays.copyOf(names, more);
        }
        Node node = next();
        arrays[depth] = array;
        nodes[depth] = node;
        names[depth] = !array && node != null && node.hasFields() ? new HashSet<>() : null;
        depth++;
    }

    void close() {
        depth--;
        nodes[depth] = null;
        names[depth] = null;
    }

    /// Whether a name of the innermost object has to be read, and not only checked.
    boolean namesMatter() {
        return names[depth - 1] != null;
    }

    /// A name whose text does not matter.
    void unread() {
        field = null;
    }

    /// A name of the innermost object.
    void named(String name) throws DefectException {
        Set<String> known = names[depth - 1];
        Node object = nodes[depth - 1];
        if (known == null || object == null) {
            unread();
            return;
        }
        String folded = folded(name);
        if (!known.add(folded)) {
            throw new DefectException("an object has a name twice, upper and lower case alike");
        }
        if (known.size() > MOST_NAMES) {
            throw new DefectException("an object has more than " + MOST_NAMES + " names");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new DefectException("a name holds a control character");
        }
        String spelled = object.spelledAs(folded);
        if (spelled != null && !spelled.equals(name)) {
            throw new DefectException("a name is not spelled exactly '" + spelled + "'");
        }
        field = object.field(name);
    }

    /// As lenient readers compare: also U+212A is k, and U+017F is s.
    private static String folded(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int at = 0; at < name.length(); at++) {
            folded.append(Character.toLowerCase(Character.toUpperCase(name.charAt(at))));
        }
        return folded.toString();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static @Nullable Set<String>[] newNames(int length) {
        return new Set[length];
    }
}
