package dev.gatehouse.broker.quarantine;

import dev.gatehouse.broker.quarantine.TreeChanges.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Explains how a commit differs from its parents: by taking, path by path, what another parent has
/// changed since the two parted.
final class MergeSides {
    private final Inquiry inquiry;
    private final StoredObjects objects;
    private final History history;
    private final ProtectedPaths paths;
    private final String emptyTree;
    private final Map<Sides, Set<String>> changedSinceParting = new HashMap<>();

    private record Sides(String taken, String left) {}

    MergeSides(
            Inquiry inquiry,
            StoredObjects objects,
            History history,
            ProtectedPaths paths,
            String emptyTree) {
        this.inquiry = inquiry;
        this.objects = objects;
        this.history = history;
        this.paths = paths;
        this.emptyTree = emptyTree;
    }

    /// The first protected path at which the commit differs from a parent for no such reason.
    ///
    /// @param unlike for each parent the protected paths at which the commit differs from it; for a
    ///   root commit, from an empty tree
    Optional<String> unexplained(List<String> parents, List<Set<String>> unlike)
            throws IOException, GitFailed, Unresolved {
        Set<String> differing = new TreeSet<>();
        unlike.forEach(differing::addAll);
        for (String path : differing) {
            for (int left = 0; left < unlike.size(); left++) {
                if (unlike.get(left).contains(path) && !isSuperseded(path, left, parents, unlike)) {
                    return Optional.of(path);
                }
            }
        }
        return Optional.empty();
    }

    /// Whether a side that the commit agrees with has changed the path since this one parted from
    /// it.
    private boolean isSuperseded(
            String path, int left, List<String> parents, List<Set<String>> unlike)
            throws IOException, GitFailed, Unresolved {
        for (int taken = 0; taken < unlike.size(); taken++) {
            if (!unlike.get(taken).contains(path)
                    && changed(new Sides(parents.get(taken), parents.get(left))).contains(path)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> changed(Sides sides) throws IOException, GitFailed, Unresolved {
        Set<String> known = changedSinceParting.get(sides);
        if (known != null) {
            return known;
        }
        List<String> bases = history.mergeBases(sides.taken(), sides.left());
        String tree = tree(sides.taken());
        List<Pair> pairs = new ArrayList<>();
        for (String base : bases) {
            pairs.add(new Pair(tree(base), tree));
        }
        if (bases.isEmpty()) {
            pairs.add(new Pair(emptyTree, tree));
        }
        Set<String> changed = new HashSet<>();
        try (TreeChanges changes = TreeChanges.of(pairs, paths, inquiry)) {
            for (Pair pair : pairs) {
                changed.addAll(changes.next(pair));
            }
            changes.end();
        }
        changedSinceParting.put(sides, changed);
        return changed;
    }

    private String tree(String commit) throws IOException, GitFailed, Unresolved {
        return objects.commits(List.of(commit)).firstEntry().getValue().tree();
    }
}
