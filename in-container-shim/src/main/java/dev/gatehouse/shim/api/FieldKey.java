package dev.gatehouse.shim.api;

import dev.gatehouse.shim.console.Failure;
import java.util.ArrayList;
import java.util.List;

/// Splits `a[b][]` into its steps `a`, `b`, and an empty one for "the next item".
final class FieldKey {
    private FieldKey() {}

    static List<String> steps(String key) throws Failure {
        List<String> steps = new ArrayList<>();
        int bracket = key.indexOf('[');
        steps.add(bracket < 0 ? key : key.substring(0, bracket));
        int at = bracket < 0 ? key.length() : bracket;
        while (at < key.length()) {
            int end = key.indexOf(']', at);
            if (key.charAt(at) != '[' || end < 0 || key.substring(at + 1, end).contains("[")) {
                throw malformed(key);
            }
            steps.add(key.substring(at + 1, end));
            at = end + 1;
        }
        if (steps.getFirst().isEmpty() || key.contains("[][]")) {
            throw malformed(key);
        }
        return steps;
    }

    private static Failure malformed(String key) {
        return Failure.usage(
                "not a field name: '" + key + "'; write name, name[part], name[] or name[][part]");
    }
}
