package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Comment;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Mentions;
import dev.gatehouse.demoforge.world.Repository;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which issues a query asks for, and in which order.
record IssueFilter(Predicate<Issue> wanted, Comparator<Issue> order) {

    /// As the list of one repository reads it: all of the labels, any of the milestones; names that
    /// nothing has are left out, and people nobody knows are a 404.
    static IssueFilter ofRepository(Call call) throws Refusal {
        Repository repository = call.repository();
        List<String> labels =
                names(call, "labels")
                        .filter(name ->
                                repository.labels().stream().anyMatch(l -> l.name().equals(name)))
                        .toList();
        List<Long> milestones =
                names(call, "milestones")
                        .flatMap(n -> MilestoneOperations.find(repository, n).stream())
                        .map(milestone -> milestone.id())
                        .toList();
        return new IssueFilter(
                common(call)
                        .and(issue -> labels.stream().allMatch(name -> hasLabel(issue, name)))
                        .and(issue ->
                                milestones.isEmpty()
                                        || issue.milestone()
                                                .filter(m -> milestones.contains(m.id()))
                                                .isPresent())
                        .and(by(call, "created_by", (i, who) -> i.author().equals(who)))
                        .and(by(call, "assigned_by", (i, who) -> i.assignees().contains(who)))
                        .and(by(call, "mentioned_by", Mentions::isIn)),
                order(call));
    }

    /// As the search over all repositories reads it: any of the labels, by name; and flags that
    /// mean the one who asks.
    static IssueFilter ofSearch(Call call) throws Refusal {
        List<String> labels = names(call, "labels").toList();
        List<String> milestones = names(call, "milestones").toList();
        return new IssueFilter(
                common(call)
                        .and(issue ->
                                labels.isEmpty()
                                        || labels.stream().anyMatch(n -> hasLabel(issue, n)))
                        .and(issue ->
                                milestones.isEmpty()
                                        || issue.milestone()
                                                .filter(m -> milestones.contains(m.title()))
                                                .isPresent())
                        .and(mine(call, "created", (i, who) -> i.author().equals(who)))
                        .and(mine(call, "assigned", (i, who) -> i.assignees().contains(who)))
                        .and(mine(call, "mentioned", Mentions::isIn))
                        .and(mine(call, "review_requested", (i, who) -> reviews(i, who, true)))
                        .and(mine(call, "reviewed", (i, who) -> reviews(i, who, false))),
                order(call));
    }

    List<Issue> pick(Stream<Issue> issues) {
        return issues.filter(wanted).sorted(order).toList();
    }

    private static Comparator<Issue> order(Call call) {
        return IssueOrder.named(call.query("sort").orElse(""));
    }

    private static Predicate<Issue> common(Call call) throws Refusal {
        String type = call.query("type").orElse("");
        Optional<Instant> since = Moments.inQuery(call, "since");
        Optional<Instant> before = Moments.inQuery(call, "before");
        String words = call.query("q").orElse("").strip().toLowerCase(Locale.ROOT);
        return state(call)
                .and(issue -> !type.equals("pulls") || issue.pull().isPresent())
                .and(issue -> !type.equals("issues") || issue.pull().isEmpty())
                .and(issue -> since.isEmpty() || !issue.updatedAt().isBefore(since.get()))
                .and(issue -> before.isEmpty() || !issue.updatedAt().isAfter(before.get()))
                .and(issue -> says(issue, words));
    }

    /// `closed` and `all`; anything else means open.
    static Predicate<Issue> state(Call call) {
        return switch (call.query("state").orElse("")) {
            case "all" -> issue -> true;
            case "closed" -> issue -> !issue.isOpen();
            default -> Issue::isOpen;
        };
    }

    private static boolean says(Issue issue, String words) {
        return Stream.concat(
                        Stream.of(issue.title(), issue.body()),
                        issue.comments().stream().map(Comment::body))
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
    }

    private static Stream<String> names(Call call, String parameter) {
        return Arrays.stream(call.query(parameter).orElse("").split(",", -1))
                .filter(name -> !name.isEmpty());
    }

    static boolean hasLabel(Issue issue, String name) {
        return issue.labels().stream().anyMatch(label -> label.name().equals(name));
    }

    private static Predicate<Issue> by(
            Call call, String parameter, BiPredicate<Issue, Account> relation) throws Refusal {
        Optional<String> name = call.query(parameter);
        if (name.isEmpty()) {
            return issue -> true;
        }
        Account who = call.world().account(name.get()).orElseThrow(Refusal::notFound);
        return issue -> relation.test(issue, who);
    }

    private static Predicate<Issue> mine(
            Call call, String flag, BiPredicate<Issue, Account> relation) throws Refusal {
        if (call.query(flag).filter("true"::equals).isEmpty()) {
            return issue -> true;
        }
        Account doer = call.doer();
        return issue -> relation.test(issue, doer);
    }

    private static boolean reviews(Issue issue, Account who, boolean asRequested) {
        return issue.pull().stream()
                .flatMap(pull -> pull.reviews().stream())
                .anyMatch(
                        review -> review.author().equals(who) && review.isRequest() == asRequested);
    }
}
