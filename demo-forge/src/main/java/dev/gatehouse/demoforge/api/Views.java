package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Attachment;
import dev.gatehouse.demoforge.world.Comment;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Label;
import dev.gatehouse.demoforge.world.Milestone;
import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Release;
import dev.gatehouse.demoforge.world.Repository;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// People, repositories and their conversation as Forgejo's JSON. Fields that never change here
/// come from the shapes beside this class.
final class Views {
    private static final ObjectNode USER = Json.shape(Views.class, "user.json");
    private static final ObjectNode REPOSITORY = Json.shape(Views.class, "repository.json");
    private static final ObjectNode ISSUE = Json.shape(Views.class, "issue.json");

    private final Links links;
    private final @Nullable Account doer;

    Views(String rootUrl, @Nullable Account doer) {
        this.links = new Links(rootUrl);
        this.doer = doer;
    }

    Links links() {
        return links;
    }

    JsonNode user(Account account) {
        return USER.deepCopy()
                .put("id", account.id())
                .put("login", account.name())
                .put("username", account.name())
                .put("active", account.equals(doer))
                .put("full_name", account.fullName())
                .put("email", doer == null ? "" : account.email())
                .put("avatar_url", links.rootUrl() + "avatars/" + account.id())
                .put("html_url", links.html(account))
                .put("created", account.createdAt().toString());
    }

    /// Whether the caller may know of it.
    boolean sees(Repository repository) {
        return repository.accessOf(doer).includes(Access.READ);
    }

    ObjectNode repository(Repository repository) {
        Access access = repository.accessOf(doer);
        ObjectNode view =
                REPOSITORY
                        .deepCopy()
                        .put("id", repository.id())
                        .put("name", repository.name())
                        .put("full_name", repository.fullName())
                        .put("description", repository.description())
                        .put("private", repository.isPrivate())
                        .put("has_wiki", true)
                        .put("has_wiki_contents", repository.wiki().isPresent())
                        .put("empty", repository.git().isEmpty())
                        .put("html_url", links.html(repository))
                        .put("url", links.api(repository))
                        .put("languages_url", links.api(repository) + "/languages")
                        .put("clone_url", links.html(repository) + ".git")
                        .put("open_issues_count", open(repository, false))
                        .put("open_pr_counter", open(repository, true))
                        .put("release_counter", repository.releases().size())
                        .put("fork", repository.parent().isPresent())
                        .put("forks_count", repository.forks().size())
                        .put("created_at", repository.createdAt().toString())
                        .put("updated_at", repository.createdAt().toString());
        view.set("owner", user(repository.owner()));
        view.set("topics", Json.texts(repository.topics()));
        repository
                .parent()
                .filter(this::sees)
                .ifPresent(parent -> view.set("parent", repository(parent)));
        view.putObject("permissions")
                .put("admin", access.includes(Access.ADMIN))
                .put("push", access.includes(Access.WRITE))
                .put("pull", access.includes(Access.READ));
        return view;
    }

    private static long open(Repository repository, boolean pulls) {
        return repository.issues().stream()
                .filter(issue -> issue.isOpen() && issue.pull().isPresent() == pulls)
                .count();
    }

    ObjectNode issue(Issue issue) {
        ObjectNode view = ISSUE.deepCopy();
        fillIssue(view, issue);
        view.set("assets", Json.array(issue.attachments().stream().map(this::attachment).toList()));
        view.putObject("repository")
                .put("id", issue.repository().id())
                .put("name", issue.repository().name())
                .put("owner", issue.repository().owner().name())
                .put("full_name", issue.repository().fullName());
        issue.pull().ifPresent(pull -> view.set("pull_request", pullMeta(pull)));
        return view;
    }

    /// The fields an issue shares with a pull request.
    void fillIssue(ObjectNode view, Issue issue) {
        view.put("id", issue.id())
                .put("url", links.api(issue))
                .put("html_url", links.html(issue))
                .put("number", issue.number())
                .put("title", issue.title())
                .put("body", issue.body())
                .put("state", issue.isOpen() ? "open" : "closed")
                .put("comments", issue.comments().size())
                .put("created_at", issue.createdAt().toString())
                .put("updated_at", issue.updatedAt().toString())
                .put("closed_at", issue.closedAt().map(Instant::toString).orElse(null))
                .put("due_date", issue.dueAt().map(Instant::toString).orElse(null))
                .put("pin_order", pinOrder(issue));
        view.set("user", user(issue.author()));
        view.set(
                "labels",
                Json.array(
                        issue.labels().stream().map(l -> label(issue.repository(), l)).toList()));
        issue.milestone().ifPresent(m -> view.set("milestone", milestone(issue.repository(), m)));
        if (!issue.assignees().isEmpty()) {
            view.set("assignee", user(issue.assignees().getFirst()));
            view.set("assignees", Json.array(issue.assignees().stream().map(this::user).toList()));
        }
    }

    /// Its place among the pinned ones of its kind, from 1; 0 if it is not.
    private static int pinOrder(Issue issue) {
        return 1
                + issue.repository().pinned().stream()
                        .filter(other -> other.pull().isPresent() == issue.pull().isPresent())
                        .toList()
                        .indexOf(issue);
    }

    private JsonNode pullMeta(Pull pull) {
        return Json.object()
                .put("merged", pull.merge().isPresent())
                .put("merged_at", pull.merge().map(m -> m.at().toString()).orElse(null))
                .put("draft", pull.isDraft())
                .put("html_url", links.html(pull.issue()));
    }

    JsonNode comment(Comment comment) {
        boolean ofPull = comment.issue().pull().isPresent();
        String issueUrl = links.html(comment.issue());
        ObjectNode view =
                Json.object()
                        .put("id", comment.id())
                        .put("html_url", issueUrl + "#issuecomment-" + comment.id())
                        .put("pull_request_url", ofPull ? issueUrl : "")
                        .put("issue_url", ofPull ? "" : issueUrl);
        view.set("user", user(comment.author()));
        view.put("original_author", "").put("original_author_id", 0).put("body", comment.body());
        view.set(
                "assets",
                Json.array(comment.attachments().stream().map(this::attachment).toList()));
        return view.put("created_at", comment.createdAt().toString())
                .put("updated_at", comment.updatedAt().toString());
    }

    JsonNode label(Repository repository, Label label) {
        return Json.object()
                .put("id", label.id())
                .put("name", label.name())
                .put("exclusive", label.isExclusive())
                .put("is_archived", label.isArchived())
                .put("color", label.color())
                .put("description", label.description())
                .put("url", links.api(repository) + "/labels/" + label.id());
    }

    JsonNode milestone(Repository repository, Milestone milestone) {
        long open = planned(repository, milestone, true);
        return Json.object()
                .put("id", milestone.id())
                .put("title", milestone.title())
                .put("description", milestone.description())
                .put("state", milestone.isOpen() ? "open" : "closed")
                .put("open_issues", open)
                .put("closed_issues", planned(repository, milestone, false))
                .put("created_at", milestone.createdAt().toString())
                .put("updated_at", milestone.updatedAt().toString())
                .put("closed_at", milestone.closedAt().map(Instant::toString).orElse(null))
                .put("due_on", milestone.dueAt().map(Instant::toString).orElse(null));
    }

    private static long planned(Repository repository, Milestone milestone, boolean open) {
        return repository.issues().stream()
                .filter(i ->
                        i.isOpen() == open && i.milestone().filter(milestone::equals).isPresent())
                .count();
    }

    JsonNode attachment(Attachment attachment) {
        return Json.object()
                .put("id", attachment.id())
                .put("name", attachment.name())
                .put("size", attachment.bytes())
                .put("download_count", 0)
                .put("created_at", attachment.createdAt().toString())
                .put("uuid", attachment.uuid())
                .put("browser_download_url", links.download(attachment))
                .put("type", "attachment");
    }

    JsonNode release(Repository repository, Release release) {
        String archive = links.html(repository) + "/archive/" + release.tag();
        ObjectNode view =
                Json.object()
                        .put("id", release.id())
                        .put("tag_name", release.tag())
                        .put("target_commitish", release.target())
                        .put("name", release.name())
                        .put("body", release.body())
                        .put("url", links.api(repository) + "/releases/" + release.id())
                        .put("html_url", links.html(repository) + "/releases/tag/" + release.tag())
                        .put("tarball_url", archive + ".tar.gz")
                        .put("zipball_url", archive + ".zip")
                        .put("hide_archive_links", false)
                        .put("upload_url", uploadUrl(repository, release))
                        .put("draft", release.isDraft())
                        .put("prerelease", release.isPrerelease())
                        .put("created_at", release.createdAt().toString())
                        .put("published_at", release.createdAt().toString());
        view.set("author", user(release.author()));
        view.set("assets", Json.array(release.assets().stream().map(this::attachment).toList()));
        view.putObject("archive_download_count").put("zip", 0).put("tar_gz", 0);
        return view;
    }

    private String uploadUrl(Repository repository, Release release) {
        return links.api(repository) + "/releases/" + release.id() + "/assets";
    }
}
