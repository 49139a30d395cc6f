package dev.gatehouse.broker.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The remedy for a misspelt word: the valid word nearest to it.
final class Suggestion {
    private static final int FEW = 12;
    private static final int MAX_LENGTH = 80;

    private Suggestion() {}

    static String remedy(String word, Collection<String> valid) {
        Optional<String> near = nearest(word, valid);
        if (near.isPresent()) {
            return "did you mean '" + near.get() + "'?";
        }
        return valid.size() <= FEW
                ? "use one of: " + String.join(", ", valid)
                : "see `gatehouse policy roles` for the valid ones";
    }

    /// The valid word with the fewest single-character edits, if they are few for its length; of
    /// equals, the first in the alphabet.
    static Optional<String> nearest(String word, Collection<String> valid) {
        if (word.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String folded = word.toLowerCase(Locale.ROOT);
        return valid.stream()
                .filter(each -> Math.abs(each.length() - word.length()) <= allowed(each))
                .map(each -> new Candidate(each, distance(folded, each.toLowerCase(Locale.ROOT))))
                .filter(each -> each.edits <= allowed(each.word))
                .min(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::word))
                .map(Candidate::word);
    }

    private static int allowed(String word) {
        return Math.max(1, word.length() / 3);
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one into the other.
    static int distance(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : step(edits, from, to, i, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int step(int[][] edits, String from, String to, int i, int j) {
        char last = from.charAt(i - 1);
        char wanted = to.charAt(j - 1);
        int replaced = edits[i - 1][j - 1] + (last == wanted ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && last == to.charAt(j - 2) && from.charAt(i - 2) == wanted;
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }

    private record Candidate(String word, int edits) {}
}
