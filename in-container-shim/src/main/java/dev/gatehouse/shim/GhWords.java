package dev.gatehouse.shim;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// `forge gh`: what of GitHub's CLI is a word of the shim's own. The rest is the broker's.
final class GhWords {
    private static final String GH = "gh";

    private GhWords() {}

    /// The same command in the shim's words; null where it has none for it.
    static String @Nullable [] translate(String[] arguments) {
        if (is(arguments, GH, "api")) {
            return Arrays.copyOfRange(arguments, 1, arguments.length);
        }
        if (is(arguments, GH, "auth", "status")) {
            String[] words = Arrays.copyOfRange(arguments, 2, arguments.length);
            words[0] = "whoami";
            return words;
        }
        return null;
    }

    private static boolean is(String[] arguments, String... words) {
        boolean same = arguments.length >= words.length;
        for (int i = 0; same && i < words.length; i++) {
            same = arguments[i].equals(words[i]);
        }
        return same;
    }
}
