package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.git.TreeEntry;
import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Files as JSON, raw, and whole archives.
final class ContentOperations {
    private ContentOperations() {}

    static void addTo(Routes<Operation> routes) {
        String repository = "/repos/{owner}/{repo}";
        routes.on("GET", repository + "/contents", call -> list(call, ""))
                .on("GET", repository + "/contents/*", ContentOperations::read)
                .on("GET", repository + "/raw/*", ContentOperations::raw)
                .on("GET", repository + "/media/*", ContentOperations::raw)
                .on("GET", repository + "/archive/*", ContentOperations::archive);
        FileOperations.addTo(routes);
    }

    private static String ref(Call call) {
        return call.query("ref").orElse(Repository.DEFAULT_BRANCH);
    }

    private static String commit(Call call) throws IOException, Refusal {
        return call.repository().git().resolve(ref(call)).orElseThrow(Refusal::notFound);
    }

    private static Answer list(Call call, String path) throws IOException, Refusal {
        String commit = commit(call);
        var views = new GitViews(call.repository(), call.views().links());
        var entries = new ArrayList<JsonNode>();
        for (TreeEntry entry : call.repository().git().list(commit, path)) {
            entries.add(views.entry(entry, ref(call), commit, false));
        }
        return Answer.json(200, Json.array(entries));
    }

    private static Answer read(Call call) throws IOException, Refusal {
        TreeEntry entry = entry(call);
        return entry.isFile()
                ? Answer.json(
                        200,
                        new GitViews(call.repository(), call.views().links())
                                .entry(entry, ref(call), commit(call), true))
                : list(call, entry.path());
    }

    private static TreeEntry entry(Call call) throws IOException, Refusal {
        return call.repository()
                .git()
                .entry(commit(call), call.parameter("*"))
                .orElseThrow(Refusal::notFound);
    }

    private static Answer raw(Call call) throws IOException, Refusal {
        return WebFiles.raw(call.repository(), entry(call));
    }

    private static Answer archive(Call call) throws IOException, Refusal {
        return WebFiles.archive(call.repository(), call.parameter("*"));
    }

    /// Finds the commit of a branch, or says which branch is not there.
    static String branch(BareRepository git, Repository repository, String name)
            throws IOException, Refusal {
        Optional<String> commit = git.branch(name);
        return commit.orElseThrow(() ->
                Refusal.of(
                        404,
                        "branch does not exist [repo_id: %d name: %s]"
                                .formatted(repository.id(), name)));
    }
}
