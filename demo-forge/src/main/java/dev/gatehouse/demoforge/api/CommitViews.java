package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.ChangedPath;
import dev.gatehouse.demoforge.git.Commit;
import dev.gatehouse.demoforge.git.History;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Commits with their people and files as Forgejo's JSON.
final class CommitViews {
    private final Call call;
    private final Repository repository;
    private final GitViews views;

    CommitViews(Call call, Repository repository) {
        this.call = call;
        this.repository = repository;
        this.views = new GitViews(repository, call.views().links());
    }

    List<JsonNode> commits(List<String> ids) throws IOException, Refusal {
        var all = new ArrayList<JsonNode>();
        for (String id : ids) {
            all.add(commit(id));
        }
        return all;
    }

    /// The query leaves out what it says `false` to: `stat`, `files`, `verification`.
    JsonNode commit(String id) throws IOException {
        Commit commit = repository.git().commit(id);
        String at = commit.committer().at().toString();
        ObjectNode view = views.meta("commits", id).put("created", at);
        view.put("html_url", call.views().links().commit(repository, id));
        view.set("commit", payload(commit, at));
        view.set("author", account(commit.author()));
        view.set("committer", account(commit.committer()));
        view.set(
                "parents",
                Json.array(commit.parents().stream().map(p -> views.meta("commits", p)).toList()));
        List<ChangedPath> changes = new History(repository.git()).changes(id);
        view.set("files", wants("files") ? files(changes) : Json.object().nullNode());
        view.set("stats", wants("stat") ? stats(changes) : Json.object().nullNode());
        return view;
    }

    private boolean wants(String part) {
        return call.query(part).filter("false"::equals).isEmpty();
    }

    /// Forgejo gives the tree the id of the commit.
    private JsonNode payload(Commit commit, String at) {
        ObjectNode payload = Json.object();
        payload.put("url", call.views().links().api(repository) + "/git/commits/" + commit.id());
        payload.set("author", GitViews.dated(commit.author()));
        payload.set("committer", GitViews.dated(commit.committer()));
        payload.put("message", commit.message());
        payload.set("tree", views.meta("trees", commit.id()).put("created", at));
        payload.set(
                "verification",
                wants("verification") ? GitViews.verification() : Json.object().nullNode());
        return payload;
    }

    /// Whoever has that address; nobody if no account has.
    private JsonNode account(Commit.Identity identity) {
        Optional<Account> found =
                call.world().accounts().stream()
                        .filter(account -> account.email().equals(identity.email()))
                        .findFirst();
        return found.isPresent() ? call.views().user(found.get()) : Json.object().nullNode();
    }

    static JsonNode files(List<ChangedPath> changes) {
        return Json.array(
                changes.stream()
                        .map(change ->
                                Json.object()
                                        .put("filename", change.path())
                                        .put("status", status(change)))
                        .toList());
    }

    /// Here Forgejo has other words than for the files of a pull request.
    private static String status(ChangedPath change) {
        return switch (change.status()) {
            case "deleted" -> "removed";
            case "changed" -> "modified";
            default -> change.status();
        };
    }

    private static JsonNode stats(List<ChangedPath> changes) {
        int additions = changes.stream().mapToInt(ChangedPath::additions).sum();
        int deletions = changes.stream().mapToInt(ChangedPath::deletions).sum();
        return Json.object()
                .put("total", additions + deletions)
                .put("additions", additions)
                .put("deletions", deletions);
    }
}
