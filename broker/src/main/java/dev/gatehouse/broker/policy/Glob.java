package dev.gatehouse.broker.policy;

/// Matching with `*` and `**` in time linear in pattern times text: an agent chooses the text.
final class Glob {
    private Glob() {}

    /// `*` matches any characters.
    static boolean segment(String glob, String text) {
        return matches(glob, text, false);
    }

    /// `*` matches any characters but `/`; `**` matches any.
    static boolean path(String glob, String text) {
        return matches(glob, text, true);
    }

    private static boolean matches(String glob, String text, boolean path) {
        if (glob.indexOf('*') < 0) {
            return glob.equals(text);
        }
        // reachable[i]: the pattern so far matches the first i characters of the text.
        boolean[] reachable = new boolean[text.length() + 1];
        reachable[0] = true;
        for (int at = 0; at < glob.length(); at++) {
            if (glob.charAt(at) != '*') {
                literal(glob.charAt(at), text, reachable);
                continue;
            }
            boolean crosses = !path;
            while (at + 1 < glob.length() && glob.charAt(at + 1) == '*') {
                crosses = true;
                at++;
            }
            star(text, reachable, crosses);
        }
        return reachable[text.length()];
    }

    private static void literal(char expected, String text, boolean[] reachable) {
        for (int end = text.length(); end > 0; end--) {
            reachable[end] = reachable[end - 1] && text.charAt(end - 1) == expected;
        }
        reachable[0] = false;
    }

    private static void star(String text, boolean[] reachable, boolean crosses) {
        for (int end = 1; end <= text.length(); end++) {
            reachable[end] |= reachable[end - 1] && (crosses || text.charAt(end - 1) != '/');
        }
    }
}
