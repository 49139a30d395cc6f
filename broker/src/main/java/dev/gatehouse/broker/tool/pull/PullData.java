package dev.gatehouse.broker.tool.pull;

import dev.gatehouse.broker.tool.Age;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.View.Fact;
import dev.gatehouse.broker.tool.issue.IssueData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A pull request as tools show it, out of the forge's: what an issue has, and its branches.
final class PullData {
    private PullData() {}

    /// @param pull the forge's
    static ObjectNode of(JsonNode pull) {
        ObjectNode data = IssueData.of(pull);
        data.put("state", state(pull));
        data.put("isDraft", pull.path("draft").asBoolean(false));
        data.put("baseRefName", pull.path("base").path("ref").asString(""));
        data.put("headRefName", headBranch(pull));
        data.put("headRefOid", pull.path("head").path("sha").asString(""));
        data.put("headRepository", pull.path("head").path("repo").path("full_name").asString(""));
        data.put("mergeable", pull.path("mergeable").asBoolean(false));
        data.set("reviewRequests", IssueData.names(pull.path("requested_reviewers"), "login"));
        data.put("additions", pull.path("additions").asLong(0));
        data.put("deletions", pull.path("deletions").asLong(0));
        data.put("changedFiles", pull.path("changed_files").asLong(0));
        data.put("closedAt", pull.path("closed_at").asString(""));
        data.put("mergedAt", pull.path("merged_at").asString(""));
        data.put("mergedBy", pull.path("merged_by").path("login").asString(""));
        data.put("mergeCommit", pull.path("merge_commit_sha").asString(""));
        return data;
    }

    /// The forge calls a merged one closed.
    private static String state(JsonNode pull) {
        return pull.path("merged").asBoolean(false) ? "merged" : pull.path("state").asString("");
    }

    /// The head's `ref` is `refs/pull/N/head` where there is no branch, or none any more; its
    /// `label` always is the name.
    static String headBranch(JsonNode pull) {
        return pull.path("head").path("label").asString("");
    }

    /// Whether the head is a branch of the repository that the pull request is for, and not a
    /// fork's, or one that was pushed for review.
    static boolean isFromBranchHere(JsonNode pull) {
        return pull.path("flow").asLong(0) == 0
                && pull.path("head").path("repo_id").asLong(-1)
                        == pull.path("base").path("repo_id").asLong(-2);
    }

    static View table(List<ObjectNode> pulls, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        for (ObjectNode pull : pulls) {
            rows.add(
                    List.of(
                            "#" + pull.path("number").asLong(),
                            shownState(pull),
                            pull.path("title").asString(),
                            pull.path("headRefName").asString(),
                            pull.path("author").asString(),
                            Age.of(pull.path("updatedAt").asString(), now)));
        }
        return new View.Table(
                List.of("NUMBER", "STATE", "TITLE", "BRANCH", "AUTHOR", "UPDATED"),
                rows,
                "no pull requests match");
    }

    private static String shownState(ObjectNode pull) {
        boolean draft = pull.path("isDraft").asBoolean();
        String state = pull.path("state").asString();
        return draft && state.equals("open") ? "draft" : state;
    }

    static View card(ObjectNode pull, Instant now) {
        boolean open = pull.path("state").asString().equals("open");
        return new View.Card(
                title(pull),
                List.of(
                        new Fact("state", shownState(pull)),
                        new Fact("author", author(pull, now)),
                        new Fact("branches", branches(pull)),
                        new Fact("head", pull.path("headRefOid").asString()),
                        new Fact("mergeable", open ? mergeable(pull) : ""),
                        new Fact("merged", merged(pull, now)),
                        new Fact("changes", changes(pull)),
                        new Fact("reviewers", IssueData.joined(pull.path("reviewRequests"))),
                        new Fact("labels", IssueData.joined(pull.path("labels"))),
                        new Fact("assignees", IssueData.joined(pull.path("assignees"))),
                        new Fact("milestone", pull.path("milestone").asString()),
                        new Fact("comments", pull.path("comments").asString()),
                        new Fact("url", pull.path("url").asString())),
                pull.path("body").asString());
    }

    static String title(ObjectNode pull) {
        return "#" + pull.path("number").asLong() + " " + pull.path("title").asString();
    }

    static String mergeable(ObjectNode pull) {
        return pull.path("mergeable").asBoolean() ? "yes" : "no";
    }

    private static String author(ObjectNode pull, Instant now) {
        return pull.path("author").asString()
                + ", "
                + Age.of(pull.path("createdAt").asString(), now);
    }

    private static String branches(ObjectNode pull) {
        return pull.path("headRefName").asString() + " -> " + pull.path("baseRefName").asString();
    }

    private static String merged(ObjectNode pull, Instant now) {
        return pull.path("state").asString().equals("merged")
                ? "by "
                        + pull.path("mergedBy").asString()
                        + ", "
                        + Age.of(pull.path("mergedAt").asString(), now)
                        + ", as "
                        + pull.path("mergeCommit").asString()
                : "";
    }

    private static String changes(ObjectNode pull) {
        return "+%d -%d in %d files"
                .formatted(
                        pull.path("additions").asLong(),
                        pull.path("deletions").asLong(),
                        pull.path("changedFiles").asLong());
    }
}
