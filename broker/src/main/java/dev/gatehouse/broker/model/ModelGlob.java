package dev.gatehouse.broker.model;

import java.util.regex.Pattern;

/// A pattern of models' names in which `*` matches any characters. Case matters.
public record ModelGlob(String text) {
    private static final Pattern SHAPE =
            Pattern.compile("[A-Za-z0-9*][A-Za-z0-9._:/@\\[\\]*-]{0,127}");

    public ModelGlob {
        if (!isValid(text)) {
            throw new IllegalArgumentException("this is not a pattern of models' names");
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    /// In time linear in pattern times name: an agent chooses the name.
    public boolean matches(String name) {
        // reachable[i]: the pattern so far matches the first i characters of the name.
        boolean[] reachable = new boolean[name.length() + 1];
        reachable[0] = true;
        for (int at = 0; at < text.length(); at++) {
            char expected = text.charAt(at);
            if (expected == '*') {
                for (int end = 1; end <= name.length(); end++) {
                    reachable[end] |= reachable[end - 1];
                }
            } else {
                for (int end = name.length(); end > 0; end--) {
                    reachable[end] = reachable[end - 1] && name.charAt(end - 1) == expected;
                }
                reachable[0] = false;
            }
        }
        return reachable[name.length()];
    }

    /// How many characters of a name it fixes: of two patterns that match, the one that fixes more
    /// says more.
    public int literals() {
        return (int) text.chars().filter(c -> c != '*').count();
    }

    @Override
    public String toString() {
        return text;
    }
}
