package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Repository;
import java.util.List;

/// Which issue waits for which. The other issue is named in the body and may be in any repository
/// the caller can see: the path alone does not tell what is changed.
final class DependencyOperations {
    private DependencyOperations() {}

    static void addTo(Routes<Operation> routes) {
        String issue = "/repos/{owner}/{repo}/issues/{index}";
        routes.on("GET", issue + "/dependencies", DependencyOperations::dependencies)
                .on("POST", issue + "/dependencies", DependencyOperations::add)
                .on("DELETE", issue + "/dependencies", DependencyOperations::remove)
                .on("GET", issue + "/blocks", DependencyOperations::blocks)
                .on("POST", issue + "/blocks", DependencyOperations::block)
                .on("DELETE", issue + "/blocks", DependencyOperations::unblock);
    }

    private static Answer dependencies(Call call) throws Refusal {
        return visible(call, List.copyOf(call.issue().dependencies()));
    }

    private static Answer blocks(Call call) throws Refusal {
        Issue issue = call.issue();
        return visible(
                call,
                call.world().repositories().stream()
                        .flatMap(repository -> repository.issues().stream())
                        .filter(other -> other.dependencies().contains(issue))
                        .toList());
    }

    private static Answer visible(Call call, List<Issue> issues) {
        return Answer.json(
                200,
                Json.array(
                        issues.stream()
                                .filter(i -> sees(call, i.repository()))
                                .map(call.views()::issue)
                                .toList()));
    }

    private static Answer add(Call call) throws Refusal {
        call.needs(Access.WRITE, "");
        call.issue().dependencies().add(named(call));
        return answer(call);
    }

    private static Answer remove(Call call) throws Refusal {
        call.needs(Access.WRITE, "");
        call.issue().dependencies().remove(named(call));
        return answer(call);
    }

    private static Answer block(Call call) throws Refusal {
        blockable(call).dependencies().add(call.issue());
        return answer(call);
    }

    private static Answer unblock(Call call) throws Refusal {
        blockable(call).dependencies().remove(call.issue());
        return answer(call);
    }

    private static Issue blockable(Call call) throws Refusal {
        Issue other = named(call);
        if (!other.repository().accessOf(call.account()).includes(Access.WRITE)) {
            throw Refusal.notFound();
        }
        return other;
    }

    /// A removal is answered with 201 too.
    private static Answer answer(Call call) throws Refusal {
        return Answer.json(201, call.views().issue(call.issue()));
    }

    private static Issue named(Call call) throws Refusal {
        Fields body = call.body();
        return call.world()
                .repository(body.text("owner").orElse(""), body.text("repo", "name").orElse(""))
                .filter(repository -> sees(call, repository))
                .flatMap(repository -> repository.issue(body.number("index").orElse(0L)))
                .orElseThrow(Refusal::notFound);
    }

    private static boolean sees(Call call, Repository repository) {
        return repository.accessOf(call.account()).includes(Access.READ);
    }
}
