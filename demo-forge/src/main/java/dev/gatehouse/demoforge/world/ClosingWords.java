package dev.gatehouse.demoforge.world;

import java.util.List;
import java.util.regex.Pattern;

/// Finds `Closes #1` in the text of a pull request: merging it closes that issue.
public final class ClosingWords {
    private static final Pattern CLOSES =
            Pattern.compile(
                    "\\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\\s+#(\\d{1,9})\\b",
                    Pattern.CASE_INSENSITIVE);

    private ClosingWords() {}

    public static List<Integer> in(String text) {
        return CLOSES.matcher(text)
                .results()
                .map(words -> Integer.parseInt(words.group(1)))
                .toList();
    }
}
