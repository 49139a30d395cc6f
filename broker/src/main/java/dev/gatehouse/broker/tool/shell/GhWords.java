package dev.gatehouse.broker.tool.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `gh` as agents know it: most of its words are ours; the others are translated.
final class GhWords {
    private static final String GH = "gh";

    private static final Map<List<String>, List<String>> OTHER_WORDS =
            Map.of(
                    List.of("run", "list"), List.of("actions", "runs"),
                    List.of("run", "view"), List.of("actions", "view"),
                    List.of("run", "cancel"), List.of("actions", "cancel"),
                    List.of("workflow", "run"), List.of("actions", "dispatch"),
                    List.of("search", "issues"), List.of("issue", "search"),
                    List.of("search", "repos"), List.of("repo", "search"),
                    List.of("variable", "list"), List.of("actions", "variables"));

    private static final Set<String> COMMENT = Set.of("--comment", "-c");

    private GhWords() {}

    /// @param words as written behind `forge`; ones that do not begin with `gh` stay as they are
    static List<String> translate(List<String> words) {
        if (words.isEmpty() || !words.getFirst().equals(GH)) {
            return words;
        }
        List<String> rest = words.subList(1, words.size());
        if (rest.size() < 2) {
            return rest;
        }
        // A review that neither approves nor asks for changes is what ours is without a word.
        if (rest.subList(0, 2).equals(List.of("pr", "review"))) {
            return rest.stream().filter(word -> !COMMENT.contains(word)).toList();
        }
        List<String> ours =
                new ArrayList<>(OTHER_WORDS.getOrDefault(rest.subList(0, 2), rest.subList(0, 2)));
        ours.addAll(rest.subList(2, rest.size()));
        return ours;
    }
}
