package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.git.CommitWriter;
import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.ClosingWords;
import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Merging a pull request, and bringing its head up to date: both write refs.
final class MergeOperations {
    private MergeOperations() {}

    static void addTo(Routes<Operation> routes) {
        String pull = "/repos/{owner}/{repo}/pulls/{index}";
        routes.on("GET", pull + "/merge", MergeOperations::isMerged)
                .on("POST", pull + "/merge", MergeOperations::merge)
                .on("POST", pull + "/update", MergeOperations::update);
    }

    private static Answer isMerged(Call call) throws Refusal {
        if (call.pull().merge().isEmpty()) {
            throw Refusal.notFound();
        }
        return Answer.empty(204);
    }

    private static Answer merge(Call call) throws IOException, Refusal {
        Pull pull = call.pull();
        Fields body = call.body();
        String style = body.required("do", "do", "Do");
        mustBeMergeable(call, pull);
        String base = PullHeads.base(pull);
        String head = PullHeads.head(pull);
        Optional<String> expected = body.text("head_commit_id").filter(id -> !id.equals(head));
        if (expected.isPresent()) {
            throw Refusal.of(409, "head out of date");
        }
        String commit = merged(call, pull, style, base, head, title(body, pull));
        call.repository().git().set("refs/heads/" + pull.baseBranch(), commit);
        pull.merged(new Pull.Merge(commit, base, call.doer(), call.world().now()));
        call.world().inbox().tellParticipants(call.doer(), pull.issue(), call.world().now());
        for (int number : ClosingWords.in(pull.issue().title() + "\n" + pull.issue().body())) {
            call.repository().issue(number).ifPresent(issue -> issue.close(call.world().now()));
        }
        if (body.flag("delete_branch_after_merge") && !pull.isAgit()) {
            pull.headRepository().git().delete("refs/heads/" + pull.headBranch());
        }
        PullHeads.follow(call.repository());
        return Answer.empty(200);
    }

    private static void mustBeMergeable(Call call, Pull pull) throws Refusal {
        if (!call.repository().accessOf(call.account()).includes(Access.WRITE)) {
            throw Refusal.of(405, "User not allowed to merge PR");
        }
        if (pull.merge().isPresent() || !pull.issue().isOpen()) {
            throw pull.merge().isPresent() ? Refusal.of(405, "") : Refusal.notFound();
        }
        if (pull.isDraft()) {
            throw Refusal.of(405, "Work in progress PRs cannot be merged");
        }
    }

    private static String title(Fields body, Pull pull) {
        String text = body.text("mergetitlefield", "merge_title_field").orElse("");
        String fallback =
                "Merge pull request '%s' (#%d)"
                        .formatted(pull.issue().title(), pull.issue().number());
        String rest = body.text("mergemessagefield", "merge_message_field").orElse("");
        return (text.isEmpty() ? fallback : text) + (rest.isEmpty() ? "" : "\n\n" + rest);
    }

    private static String merged(
            Call call, Pull pull, String style, String base, String head, String message)
            throws IOException, Refusal {
        CommitWriter writer = call.writer();
        Optional<String> commit =
                switch (style) {
                    case "merge" -> writer.merge(base, head, message);
                    case "squash" -> writer.squash(base, head, message);
                    case "rebase" -> writer.rebase(base, head, workTree(call, pull));
                    case "rebase-merge" -> rebaseAndMerge(call, pull, base, head, message);
                    case "fast-forward-only" ->
                            call.repository().git().isAncestor(base, head)
                                    ? Optional.of(head)
                                    : Optional.empty();
                    default ->
                            throw Refusal.of(
                                    405,
                                    style + " is not an allowed merge style for this repository");
                };
        return commit.orElseThrow(() -> Refusal.of(405, "Please try again later"));
    }

    private static Optional<String> rebaseAndMerge(
            Call call, Pull pull, String base, String head, String message)
            throws IOException, Refusal {
        CommitWriter writer = call.writer();
        Optional<String> rebased = writer.rebase(base, head, workTree(call, pull));
        return rebased.isEmpty() ? rebased : writer.merge(base, rebased.get(), message);
    }

    private static Answer update(Call call) throws IOException, Refusal {
        Pull pull = call.pull();
        if (!pull.issue().isOpen()) {
            throw Refusal.of(422, "pull request is closed");
        }
        call.needs(Access.WRITE, "");
        if (pull.isAgit()) {
            // Forgejo cannot do this, and says no more of its 500s.
            throw Refusal.of(500, "");
        }
        String base = PullHeads.base(pull);
        String head = PullHeads.head(pull);
        boolean rebase = call.query("style").filter("rebase"::equals).isPresent();
        String message =
                "Merge branch '%s' into %s".formatted(pull.baseBranch(), pull.headBranch());
        String commit =
                (rebase
                                ? call.writer().rebase(base, head, workTree(call, pull))
                                : call.writer().merge(head, base, message))
                        .orElseThrow(() ->
                                Refusal.of(
                                        409,
                                        (rebase ? "rebase" : "merge")
                                                + " failed because of conflict"));
        String branch = "refs/heads/" + pull.headBranch();
        BareRepository git = pull.headRepository().git();
        if (pull.headRepository().equals(call.repository())) {
            git.set(branch, commit);
        } else {
            call.repository().git().set(pull.headRef(), commit);
            git.fetch(call.repository().git(), pull.headRef() + ":" + branch);
        }
        PullHeads.follow(pull);
        return Answer.empty(200);
    }

    private static Path workTree(Call call, Pull pull) throws Refusal {
        Repository repository = call.repository();
        return repository.git().directory().resolve("rebase-" + pull.issue().number());
    }
}
