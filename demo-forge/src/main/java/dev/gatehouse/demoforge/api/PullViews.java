package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.git.ChangedPath;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.Review;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Pull requests as Forgejo's JSON.
final class PullViews {
    private static final ObjectNode PULL = Json.shape(PullViews.class, "pull.json");

    private final Views views;

    PullViews(Views views) {
        this.views = views;
    }

    JsonNode pull(Pull pull) throws IOException {
        BareRepository git = pull.issue().repository().git();
        String base = PullHeads.base(pull);
        String head = PullHeads.head(pull);
        String url = views.links().html(pull.issue());
        ObjectNode view = PULL.deepCopy();
        views.fillIssue(view, pull.issue());
        view.put("draft", pull.isDraft())
                .put(
                        "review_comments",
                        pull.reviews().stream().mapToInt(r -> r.comments().size()).sum())
                .put("diff_url", url + ".diff")
                .put("patch_url", url + ".patch")
                .put("mergeable", pull.issue().isOpen() && !git.isAncestor(head, base))
                .put("merge_base", git.mergeBase(base, head).orElse(""));
        pull.merge()
                .ifPresent(merge -> {
                    view.put("merged", true)
                            .put("merged_at", merge.at().toString())
                            .put("merge_commit_sha", merge.commit());
                    view.set("merged_by", views.user(merge.by()));
                });
        List<ChangedPath> changed = git.changedPaths(base, head);
        view.put("changed_files", changed.size())
                .put("additions", changed.stream().mapToInt(ChangedPath::additions).sum())
                .put("deletions", changed.stream().mapToInt(ChangedPath::deletions).sum());
        view.set("base", side(pull.issue().repository(), pull.baseBranch(), base));
        ObjectNode from = side(pull.headRepository(), pull.headBranch(), head);
        if (pull.isAgit()) {
            view.put("flow", 1);
            from.put("ref", pull.headRef());
        }
        view.set("head", from);
        view.set(
                "requested_reviewers",
                Json.array(
                        pull.reviews().stream()
                                .filter(Review::isRequest)
                                .map(request -> views.user(request.author()))
                                .toList()));
        return view;
    }

    private ObjectNode side(Repository repository, String branch, String commit) {
        ObjectNode view =
                Json.object()
                        .put("label", branch)
                        .put("ref", branch)
                        .put("sha", commit)
                        .put("repo_id", repository.id());
        view.set("repo", views.repository(repository));
        return view;
    }
}
