package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.Tree;
import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Trees and blobs by their ids, and what languages the default branch is in.
final class TreeOperations {
    private static final int PER_PAGE = 1000;

    private TreeOperations() {}

    static void addTo(Routes<Operation> routes) {
        String repository = "/repos/{owner}/{repo}";
        routes.on("GET", repository + "/git/trees/{sha}", TreeOperations::tree)
                .on("GET", repository + "/git/blobs/{sha}", TreeOperations::blob)
                .on("GET", repository + "/languages", TreeOperations::languages);
    }

    private static Answer tree(Call call) throws IOException, Refusal {
        String asked = call.parameter("sha");
        Repository repository = call.repository();
        boolean recursively = call.query("recursive").filter(r -> !r.equals("false")).isPresent();
        List<Tree.Item> items =
                new Tree(repository.git())
                        .list(asked, recursively)
                        .orElseThrow(() ->
                                Refusal.of(
                                        400,
                                        "object does not exist [id: " + asked + ", rel_path: ]"));
        String id = repository.git().resolve(asked).orElse(asked);
        int perPage = number(call, "per_page", PER_PAGE);
        int page = number(call, "page", 1);
        int from = (int) Math.min((page - 1L) * perPage, items.size());
        int to = (int) Math.min((long) from + perPage, items.size());
        String git = call.views().links().api(repository) + "/git/";
        ObjectNode view = Json.object().put("sha", id).put("url", git + "trees/" + id);
        view.set(
                "tree",
                Json.array(items.subList(from, to).stream().map(i -> item(git, i)).toList()));
        view.put("truncated", to < items.size()).put("page", page).put("total_count", items.size());
        return Answer.json(200, view).with("X-Total-Count", Integer.toString(items.size()));
    }

    private static int number(Call call, String name, int otherwise) {
        return call.query(name)
                .filter(text -> text.matches("[1-9]\\d{0,5}"))
                .map(Integer::valueOf)
                .orElse(otherwise);
    }

    private static JsonNode item(String git, Tree.Item item) {
        return Json.object()
                .put("path", item.path())
                .put("mode", item.mode())
                .put("type", item.type())
                .put("size", item.bytes())
                .put("sha", item.id())
                .put("url", git + item.type() + "s/" + item.id());
    }

    private static Answer blob(Call call) throws IOException, Refusal {
        String id = call.parameter("sha");
        Repository repository = call.repository();
        if (!id.matches("[0-9a-f]{40}") || !repository.git().hasObject(id)) {
            throw Refusal.of(400, "object does not exist [id: " + id + ", rel_path: ]");
        }
        Content blob = repository.git().blob(id);
        return Answer.json(
                200,
                Json.object()
                        .put("content", Base64.getEncoder().encodeToString(blob.toArray()))
                        .put("encoding", "base64")
                        .put("url", call.views().links().api(repository) + "/git/blobs/" + id)
                        .put("sha", id)
                        .put("size", blob.size()));
    }

    private static Answer languages(Call call) throws IOException, Refusal {
        ObjectNode view = Json.object();
        new Tree(call.repository().git())
                .list(Repository.DEFAULT_BRANCH, true)
                .ifPresent(items -> Languages.count(items).forEach(view::put));
        return Answer.json(200, view);
    }
}
