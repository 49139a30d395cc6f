package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.world.Issue;
import java.time.Instant;
import java.util.Comparator;

/// The orders a list of issues can be asked for.
final class IssueOrder {
    private static final Comparator<Issue> OLDEST =
            Comparator.comparing(Issue::createdAt).thenComparingLong(Issue::id);
    private static final Comparator<Issue> LATEST = OLDEST.reversed();

    private IssueOrder() {}

    /// The order of that name; any other name means the latest first.
    static Comparator<Issue> named(String sort) {
        Comparator<Issue> updated = Comparator.comparing(Issue::updatedAt);
        Comparator<Issue> comments = Comparator.comparingInt(issue -> issue.comments().size());
        return switch (sort) {
            case "oldest" -> OLDEST;
            case "recentupdate" -> updated.reversed().thenComparing(LATEST);
            case "leastupdate" -> updated.thenComparing(LATEST);
            case "mostcomment" -> comments.reversed().thenComparing(LATEST);
            case "leastcomment" -> comments.thenComparing(LATEST);
            case "nearduedate" -> due(Instant.MAX).thenComparing(LATEST);
            case "farduedate" -> due(Instant.MIN).reversed().thenComparing(LATEST);
            default -> LATEST;
        };
    }

    private static Comparator<Issue> due(Instant never) {
        return Comparator.comparing(issue -> issue.dueAt().orElse(never));
    }
}
