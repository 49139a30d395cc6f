package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Pull;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Which pull requests a query asks for. Unlike the list of issues, it names labels and the
/// milestone by id, and leaves out nothing by itself: without `state` all are meant.
final class PullFilter {
    private PullFilter() {}

    static List<Pull> pick(Call call) throws Refusal {
        Predicate<Issue> state = state(call);
        Predicate<Issue> poster = poster(call);
        List<String> labels = call.request().query().all("labels");
        String milestone = call.query("milestone").filter(id -> !id.equals("0")).orElse("");
        String base = call.query("base").orElse("");
        String head = call.query("head").orElse("");
        Comparator<Issue> order = IssueOrder.named(call.query("sort").orElse(""));
        return call.repository().issues().stream()
                .filter(state.and(poster))
                .filter(issue -> labels.isEmpty() || hasAny(issue, labels))
                .filter(issue -> milestone.isEmpty() || isOf(issue, milestone))
                .sorted(order)
                .flatMap(issue -> issue.pull().stream())
                .filter(pull -> base.isEmpty() || pull.baseBranch().equals(base))
                .filter(pull -> head.isEmpty() || pull.headBranch().equals(head))
                .toList();
    }

    private static Predicate<Issue> state(Call call) {
        return switch (call.query("state").orElse("")) {
            case "open" -> Issue::isOpen;
            case "closed" -> issue -> !issue.isOpen();
            default -> issue -> true;
        };
    }

    private static Predicate<Issue> poster(Call call) throws Refusal {
        Optional<String> name = call.query("poster");
        if (name.isEmpty()) {
            return issue -> true;
        }
        Account poster =
                call.world()
                        .account(name.get())
                        .orElseThrow(() -> Refusal.of(400, "Poster not found"));
        return issue -> issue.author().equals(poster);
    }

    private static boolean hasAny(Issue issue, List<String> labelIds) {
        return issue.labels().stream().anyMatch(l -> labelIds.contains(Long.toString(l.id())));
    }

    private static boolean isOf(Issue issue, String milestoneId) {
        return issue.milestone()
                .filter(milestone -> Long.toString(milestone.id()).equals(milestoneId))
                .isPresent();
    }
}
