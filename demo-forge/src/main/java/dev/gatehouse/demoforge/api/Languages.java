package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How much of a tree is written in which programming language, by the ending of names.
final class Languages {
    private static final Map<String, String> BY_ENDING =
            Map.ofEntries(
                    Map.entry("c", "C"),
                    Map.entry("css", "CSS"),
                    Map.entry("go", "Go"),
                    Map.entry("html", "HTML"),
                    Map.entry("java", "Java"),
                    Map.entry("js", "JavaScript"),
                    Map.entry("py", "Python"),
                    Map.entry("rs", "Rust"),
                    Map.entry("sh", "Shell"),
                    Map.entry("ts", "TypeScript"));

    private Languages() {}

    /// Bytes by language.
    static Map<String, Long> count(List<Tree.Item> items) {
        var bytes = new TreeMap<String, Long>();
        for (Tree.Item item : items) {
            of(item.path()).ifPresent(language -> bytes.merge(language, item.bytes(), Long::sum));
        }
        return bytes;
    }

    private static Optional<String> of(String path) {
        return Optional.ofNullable(BY_ENDING.get(path.substring(path.lastIndexOf('.') + 1)));
    }
}
