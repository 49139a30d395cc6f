package dev.gatehouse.broker.quarantine;

import dev.gatehouse.broker.git.ObjectFormat;
import dev.gatehouse.broker.quarantine.TreeChanges.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// The rule of protected paths: where a commit differs there from a parent, it has what another
/// parent has changed since the two parted. So a commit with one parent changes none, a root commit
/// has none, and what a merge brings is always somebody else's work. That the other parent has
/// changed it matters, or one could merge an old commit to bring back what it had.
final class PathGuard {
    private final Inquiry inquiry;
    private final StoredObjects objects;
    private final History history;
    private final ProtectedPaths paths;
    private final String emptyTree;

    PathGuard(
            Inquiry inquiry,
            StoredObjects objects,
            History history,
            ProtectedPaths paths,
            ObjectFormat format) {
        this.inquiry = inquiry;
        this.objects = objects;
        this.history = history;
        this.paths = paths;
        this.emptyTree =
                switch (format) {
                    case SHA1 -> "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
                    case SHA256 ->
                            "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321";
                };
    }

    /// For each commit that breaks the rule a path at which it does.
    Map<String, String> violations(SequencedMap<String, CommitObject> commits)
            throws IOException, GitFailed, Unresolved {
        Map<String, String> trees = trees(commits);
        SequencedMap<String, List<Pair>> pairs = new LinkedHashMap<>();
        commits.forEach((id, commit) -> pairs.put(id, pairs(commit, trees)));
        Map<String, String> violations = new LinkedHashMap<>();
        Map<String, List<Set<String>>> differing = new LinkedHashMap<>();
        try (TreeChanges changes =
                TreeChanges.of(
                        pairs.values().stream().flatMap(List::stream).toList(), paths, inquiry)) {
            for (Map.Entry<String, List<Pair>> commit : pairs.entrySet()) {
                List<Set<String>> byParent = new ArrayList<>();
                for (Pair pair : commit.getValue()) {
                    byParent.add(changes.next(pair));
                }
                if (byParent.stream().anyMatch(changed -> !changed.isEmpty())) {
                    differing.put(commit.getKey(), byParent);
                }
            }
            changes.end();
        }
        MergeSides sides = new MergeSides(inquiry, objects, history, paths, emptyTree);
        for (Map.Entry<String, List<Set<String>>> commit : differing.entrySet()) {
            List<String> parents =
                    commits.getOrDefault(commit.getKey(), new CommitObject("", List.of()))
                            .parents();
            sides.unexplained(parents, commit.getValue())
                    .ifPresent(path -> violations.put(commit.getKey(), TreeChanges.text(path)));
        }
        return violations;
    }

    private List<Pair> pairs(CommitObject commit, Map<String, String> trees) {
        return commit.parents().isEmpty()
                ? List.of(new Pair(emptyTree, commit.tree()))
                : commit.parents().stream()
                        .map(parent -> new Pair(trees.getOrDefault(parent, ""), commit.tree()))
                        .toList();
    }

    private Map<String, String> trees(Map<String, CommitObject> commits)
            throws IOException, GitFailed, Unresolved {
        Set<String> outside = new HashSet<>();
        commits.values().forEach(commit -> outside.addAll(commit.parents()));
        outside.removeAll(commits.keySet());
        Map<String, String> trees = new LinkedHashMap<>();
        commits.forEach((id, commit) -> trees.put(id, commit.tree()));
        objects.commits(outside).forEach((id, commit) -> trees.put(id, commit.tree()));
        return trees;
    }
}
