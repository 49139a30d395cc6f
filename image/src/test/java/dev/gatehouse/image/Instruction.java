package dev.gatehouse.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One instruction of a Dockerfile, its continued lines joined: `line` is the first one's number,
/// from 1.
record Instruction(int line, String name, String arguments) {
    /// Comments and empty lines are left out, also between continued lines.
    static List<Instruction> allOf(String dockerfile) {
        List<Instruction> instructions = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int first = 0;
        int number = 0;
        for (String line : dockerfile.lines().toList()) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            first = text.isEmpty() ? number : first;
            boolean continued = line.endsWith("\\");
            text.append(continued ? line.substring(0, line.length() - 1) : line);
            if (!continued) {
                instructions.add(of(first, text.toString().strip()));
                text.setLength(0);
            }
        }
        if (!text.isEmpty()) {
            instructions.add(of(first, text.toString().strip()));
        }
        return List.copyOf(instructions);
    }

    private static Instruction of(int line, String text) {
        String[] parts = text.split("\\s+", 2);
        return new Instruction(
                line, parts[0].toUpperCase(Locale.ROOT), parts.length == 1 ? "" : parts[1]);
    }

    boolean is(String other) {
        return name.equals(other);
    }
}
