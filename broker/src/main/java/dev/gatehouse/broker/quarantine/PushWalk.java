package dev.gatehouse.broker.quarantine;

import dev.gatehouse.broker.git.ObjectFormat;
import dev.gatehouse.broker.quarantine.PushCheck.FastForward;
import dev.gatehouse.broker.quarantine.PushCheck.Update;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Walks what a push brings, with the quarantine and the mirror as one repository.
final class PushWalk {
    private final Inquiry inquiry;
    private final ObjectFormat format;
    private final StoredObjects objects;
    private final History history;

    PushWalk(Inquiry inquiry, ObjectFormat format, int mostCommits) {
        this.inquiry = inquiry;
        this.format = format;
        this.objects = new StoredObjects(inquiry, format);
        this.history = new History(inquiry, mostCommits);
    }

    /// The ids that have to be there for the check.
    static Set<String> named(PushCheck check) {
        Set<String> named = new LinkedHashSet<>();
        for (FastForward update : check.fastForwards()) {
            named.add(update.oldId());
            named.add(update.newId());
        }
        if (check.paths().isPresent()) {
            check.updates().forEach(update -> named.add(update.newId()));
        }
        return named;
    }

    /// @param heads the branches of the forge: what they reach is not the push's doing
    Map<String, Finding> findings(PushCheck check, Collection<String> heads)
            throws IOException, GitFailed, Unresolved {
        Map<String, String> commits = objects.peeled(named(check));
        Map<String, Finding> findings = new LinkedHashMap<>();
        if (check.paths().isPresent()) {
            findings.putAll(protectedPaths(check, check.paths().get(), commits, heads));
        }
        for (FastForward update : check.fastForwards()) {
            if (!history.isAncestor(
                    commits.getOrDefault(update.oldId(), ""),
                    commits.getOrDefault(update.newId(), ""))) {
                findings.put(update.ref(), new Finding.NotFastForward());
            }
        }
        return findings;
    }

    private Map<String, Finding> protectedPaths(
            PushCheck check,
            ProtectedPaths paths,
            Map<String, String> commits,
            Collection<String> heads)
            throws IOException, GitFailed, Unresolved {
        Map<String, String> tips = new LinkedHashMap<>();
        for (Update update : check.updates()) {
            tips.put(update.ref(), commits.getOrDefault(update.newId(), ""));
        }
        SequencedMap<String, CommitObject> fresh =
                objects.commits(history.newCommits(Set.copyOf(tips.values()), heads));
        if (fresh.isEmpty()) {
            return Map.of();
        }
        Map<String, String> violations =
                new PathGuard(inquiry, objects, history, paths, format).violations(fresh);
        Map<String, Finding> findings = new LinkedHashMap<>();
        tips.forEach((ref, tip) ->
                first(tip, fresh, violations).ifPresent(finding -> findings.put(ref, finding)));
        return findings;
    }

    /// The violation that is nearest to the tip.
    private static Optional<Finding> first(
            String tip, Map<String, CommitObject> fresh, Map<String, String> violations) {
        if (violations.isEmpty()) {
            return Optional.empty();
        }
        Deque<String> open = new ArrayDeque<>(Set.of(tip));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            String id = open.remove();
            CommitObject commit = fresh.get(id);
            String path = violations.get(id);
            if (path != null) {
                return Optional.of(new Finding.ProtectedPath(path, id));
            }
            if (commit != null) {
                commit.parents().stream().filter(seen::add).forEach(open::add);
            }
        }
        return Optional.empty();
    }
}
