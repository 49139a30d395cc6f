package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.ChangedPath;
import dev.gatehouse.demoforge.git.History;
import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Commits: list, read, compare.
final class HistoryOperations {
    private HistoryOperations() {}

    static void addTo(Routes<Operation> routes) {
        String repository = "/repos/{owner}/{repo}";
        String commit = repository + "/git/commits/{sha}";
        routes.on("GET", repository + "/commits", HistoryOperations::list)
                .on("GET", repository + "/commits/{ref}/pull", HistoryOperations::pull)
                .on("GET", commit + ".diff", call -> change(call, false))
                .on("GET", commit + ".patch", call -> change(call, true))
                .on("GET", commit, HistoryOperations::read)
                .on("GET", repository + "/compare/*", HistoryOperations::compare);
    }

    private static Answer list(Call call) throws IOException, Refusal {
        Repository repository = call.repository();
        if (repository.git().isEmpty()) {
            throw Refusal.of(409, "Git Repository is empty.");
        }
        String start = resolve(repository, call.query("sha").orElse(Repository.DEFAULT_BRANCH));
        Optional<String> not = call.query("not");
        List<String> ids =
                new History(repository.git())
                        .commits(
                                start,
                                call.query("path"),
                                not.isEmpty() ? not : Optional.of(resolve(repository, not.get())));
        if (call.query("path").isPresent() && ids.isEmpty()) {
            throw Refusal.notFound();
        }
        var views = new CommitViews(call, repository);
        return call.page().numbered(ids.size(), views.commits(call.page().cut(ids)));
    }

    private static String resolve(Repository repository, String revision)
            throws IOException, Refusal {
        return repository.git().resolve(revision).orElseThrow(Refusal::notFound);
    }

    private static Answer read(Call call) throws IOException, Refusal {
        Repository repository = call.repository();
        String id = resolve(repository, call.parameter("sha"));
        return Answer.json(200, new CommitViews(call, repository).commit(id));
    }

    private static Answer change(Call call, boolean asPatch) throws IOException, Refusal {
        Repository repository = call.repository();
        String id = resolve(repository, call.parameter("sha"));
        return Answer.text(200, new History(repository.git()).change(id, asPatch));
    }

    /// The merged pull request that brought a commit into its base.
    private static Answer pull(Call call) throws IOException, Refusal {
        String id = resolve(call.repository(), call.parameter("ref"));
        return PullOperations.answer(
                call,
                200,
                call.repository().issues().stream()
                        .flatMap(issue -> issue.pull().stream())
                        .filter(p -> p.merge().filter(m -> m.commit().equals(id)).isPresent())
                        .findFirst()
                        .orElseThrow(Refusal::notFound));
    }

    /// `base...head`, `base..head`, or a head alone, which is compared with the default branch. The
    /// head may be in a fork.
    private static Answer compare(Call call) throws IOException, Refusal {
        String asked = call.parameter("*");
        String[] sides =
                asked.contains("..")
                        ? asked.split("\\.{2,3}", 2)
                        : new String[] {Repository.DEFAULT_BRANCH, asked};
        Repository repository = call.repository();
        String base = resolve(repository, sides[0]);
        PullHeads.Side from = PullHeads.named(call, sides[1]);
        String head = resolve(from.repository(), from.branch());
        if (!from.repository().equals(repository)) {
            from.repository().git().fetch(repository.git(), base);
        }
        List<String> ids =
                new History(from.repository().git())
                        .commits(head, Optional.empty(), Optional.of(base));
        var changes = new ArrayList<ChangedPath>();
        for (String id : ids) {
            changes.addAll(new History(from.repository().git()).changes(id));
        }
        ObjectNode answer = Json.object().put("total_commits", ids.size());
        answer.set("commits", Json.array(new CommitViews(call, from.repository()).commits(ids)));
        answer.set("files", CommitViews.files(changes));
        return Answer.json(200, answer);
    }
}
