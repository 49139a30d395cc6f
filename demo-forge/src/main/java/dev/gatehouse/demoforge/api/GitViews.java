package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.ChangedPath;
import dev.gatehouse.demoforge.git.Commit;
import dev.gatehouse.demoforge.git.Ref;
import dev.gatehouse.demoforge.git.TreeEntry;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Branches, tags, commits and files of one repository as Forgejo's JSON.
final class GitViews {
    private static final String ABSENT = "gpg.error.not_signed_commit";

    private final Repository repository;
    private final Links links;

    GitViews(Repository repository, Links links) {
        this.repository = repository;
        this.links = links;
    }

    JsonNode branch(Ref branch, @Nullable Account doer) throws IOException {
        Commit commit = repository.git().commit(branch.commit());
        boolean mayWrite = repository.accessOf(doer).includes(Access.WRITE);
        ObjectNode view = Json.object().put("name", branch.name());
        ObjectNode payload = view.putObject("commit");
        payload.put("id", commit.id())
                .put("message", commit.message())
                .put("url", links.commit(repository, commit.id()));
        payload.set("author", person(commit.author()).put("username", username(commit.author())));
        payload.set(
                "committer",
                person(commit.committer()).put("username", username(commit.committer())));
        payload.set("verification", verification());
        payload.put("timestamp", commit.author().at().toString())
                .putNull("added")
                .putNull("removed")
                .putNull("modified");
        view.put("protected", repository.protectedBranches().contains(branch.name()))
                .put("required_approvals", 0)
                .put("enable_status_check", false)
                .put("user_can_push", mayWrite)
                .put("user_can_merge", mayWrite)
                .put("effective_branch_protection_name", "")
                .putArray("status_check_contexts");
        return view;
    }

    JsonNode tag(Ref tag) throws IOException {
        Commit commit = repository.git().commit(tag.commit());
        String archive = links.html(repository) + "/archive/" + tag.name();
        ObjectNode view =
                Json.object()
                        .put("name", tag.name())
                        .put("message", repository.git().tagMessage(tag.name()))
                        .put("id", tag.commit())
                        .put("zipball_url", archive + ".zip")
                        .put("tarball_url", archive + ".tar.gz");
        view.set(
                "commit",
                meta("commits", commit.id()).put("created", commit.author().at().toString()));
        view.putObject("archive_download_count").put("zip", 0).put("tar_gz", 0);
        return view;
    }

    /// A file or directory; `withContent` for a single file, not for lists.
    JsonNode entry(TreeEntry entry, String ref, String commit, boolean withContent)
            throws IOException {
        String self = links.contents(repository, entry.path(), ref);
        String html = links.source(repository, entry.path(), "branch/" + ref);
        String git = links.api(repository) + "/git/" + entry.type() + "s/" + entry.id();
        ObjectNode view =
                Json.object()
                        .put("name", entry.name())
                        .put("path", entry.path())
                        .put("sha", entry.id())
                        .put("last_commit_sha", commit)
                        .put(
                                "last_commit_when",
                                repository.git().commit(commit).author().at().toString())
                        .put("type", entry.isFile() ? "file" : "dir")
                        .put("size", entry.bytes())
                        .put("url", self)
                        .put("html_url", html)
                        .put("git_url", git)
                        .put("download_url", entry.isFile() ? raw(entry, ref) : null)
                        .putNull("target")
                        .putNull("submodule_git_url");
        if (withContent && entry.isFile()) {
            byte[] content = repository.git().blob(entry.id()).toArray();
            view.put("encoding", "base64")
                    .put("content", Base64.getEncoder().encodeToString(content));
        } else {
            view.putNull("encoding").putNull("content");
        }
        view.putObject("_links").put("self", self).put("git", git).put("html", html);
        return view;
    }

    private String raw(TreeEntry entry, String ref) {
        return links.raw(repository, entry.path(), "branch/" + ref);
    }

    /// What a file operation answers beside the file.
    ObjectNode committed(String id) throws IOException {
        Commit commit = repository.git().commit(id);
        ObjectNode view = meta("commits", id).put("html_url", links.commit(repository, id));
        view.put("message", commit.message());
        view.set("author", dated(commit.author()));
        view.set("committer", dated(commit.committer()));
        view.set(
                "parents",
                Json.array(commit.parents().stream().map(p -> meta("commits", p)).toList()));
        view.set("tree", meta("trees", commit.tree()));
        ObjectNode answer = Json.object();
        answer.set("commit", view);
        answer.set("verification", verification());
        return answer;
    }

    JsonNode changed(ChangedPath path, String head) {
        return Json.object()
                .put("filename", path.path())
                .put("status", path.status())
                .put("additions", path.additions())
                .put("deletions", path.deletions())
                .put("changes", path.additions() + path.deletions())
                .put("html_url", links.source(repository, path.path(), "commit/" + head))
                .put("contents_url", links.contents(repository, path.path(), head))
                .put("raw_url", links.raw(repository, path.path(), "commit/" + head));
    }

    ObjectNode meta(String kind, String id) {
        return Json.object()
                .put("url", links.api(repository) + "/git/" + kind + "/" + id)
                .put("sha", id)
                .put("created", "0001-01-01T00:00:00Z");
    }

    private static ObjectNode person(Commit.Identity identity) {
        return Json.object().put("name", identity.name()).put("email", identity.email());
    }

    /// Forgejo finds the account by the address; here an address begins with the name.
    private static String username(Commit.Identity identity) {
        return identity.email().replaceFirst("@.*", "");
    }

    static ObjectNode dated(Commit.Identity identity) {
        return person(identity).put("date", identity.at().toString());
    }

    static JsonNode verification() {
        return Json.object()
                .put("verified", false)
                .put("reason", ABSENT)
                .put("signature", "")
                .put("payload", "")
                .putNull("signer");
    }
}
