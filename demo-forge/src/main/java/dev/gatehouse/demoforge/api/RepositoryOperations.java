package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.CommitWriter;
import dev.gatehouse.demoforge.git.FileChange;
import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Repositories: search, list, create, fork, delete; and their topics.
final class RepositoryOperations {
    private static final int MOST_TOPICS = 25;

    private RepositoryOperations() {}

    static void addTo(Routes<Operation> routes) {
        String repository = "/repos/{owner}/{repo}";
        routes.on("GET", "/repos/search", RepositoryOperations::search)
                .on("GET", "/user/repos", RepositoryOperations::mine)
                .on("POST", "/user/repos", call -> create(call, call.doer()))
                .on("GET", "/users/{user}/repos", call -> ofOwner(call, "user"))
                .on("GET", "/orgs/{org}/repos", call -> ofOwner(call, "org"))
                .on("POST", "/orgs/{org}/repos", RepositoryOperations::createInOrganisation)
                .on("DELETE", repository, RepositoryOperations::delete)
                .on("GET", repository + "/forks", RepositoryOperations::forks)
                .on("POST", repository + "/forks", RepositoryOperations::fork)
                .on("GET", repository + "/topics", RepositoryOperations::topics)
                .on("PUT", repository + "/topics", RepositoryOperations::setTopics);
    }

    private static Answer search(Call call) throws Refusal {
        List<Repository> found = RepositorySearch.find(call);
        Answer page = call.page().linked(found, call.views()::repository);
        ObjectNode answer = Json.object().put("ok", true);
        List<Repository> shown = call.page().cut(found);
        answer.set("data", Json.array(shown.stream().map(call.views()::repository).toList()));
        return page.with(Answer.json(200, answer).body());
    }

    private static Answer mine(Call call) throws Refusal {
        Account doer = call.doer();
        List<Repository> mine =
                call.world().repositories().stream()
                        .filter(r -> r.accessOf(doer).includes(Access.WRITE))
                        .toList();
        return call.page().linked(mine, call.views()::repository);
    }

    private static Answer ofOwner(Call call, String parameter) throws Refusal {
        Account owner =
                call.world().account(call.parameter(parameter)).orElseThrow(Refusal::notFound);
        List<Repository> owned =
                RepositorySearch.visible(call).filter(r -> r.owner().equals(owner)).toList();
        return call.page().linked(owned, call.views()::repository);
    }

    private static Answer createInOrganisation(Call call) throws IOException, Refusal {
        Account owner =
                call.world()
                        .organisations()
                        .named(call.parameter("org"))
                        .orElseThrow(Refusal::notFound)
                        .account();
        mustBeMember(call, owner);
        return create(call, owner);
    }

    private static void mustBeMember(Call call, Account organisation) throws Refusal {
        Account doer = call.doer();
        if (call.world().organisations().named(organisation.name()).stream()
                .noneMatch(found -> found.members().contains(doer))) {
            throw Refusal.of(
                    403, "User is no Member of Organisation '" + organisation.name() + "'");
        }
    }

    private static Answer create(Call call, Account owner) throws IOException, Refusal {
        Fields body = call.body();
        String name = body.required("name", "name", "Name");
        mustBeFree(call, owner, name);
        Repository made =
                call.world()
                        .addRepository(
                                owner,
                                name,
                                body.text("description").orElse(""),
                                body.flag("private"));
        if (body.flag("auto_init")) {
            Content readme = Content.of("# " + name + "\n");
            new CommitWriter(made.git(), call.identity())
                    .write(
                            Repository.DEFAULT_BRANCH,
                            Optional.empty(),
                            List.of(new FileChange("README.md", readme)),
                            "Initial commit\n");
        }
        return Answer.json(201, call.views().repository(made));
    }

    private static void mustBeFree(Call call, Account owner, String name) throws Refusal {
        if (!name.matches("[\\w.-]{1,100}")) {
            throw Refusal.of(422, "[Name]: AlphaDashDot");
        }
        if (call.world().repository(owner.name(), name).isPresent()) {
            throw Refusal.of(409, "The repository with the same name already exists.");
        }
    }

    private static Answer delete(Call call) throws Refusal {
        call.needs(Access.OWNER, "user should be the owner of the repo");
        call.world().remove(call.repository());
        return Answer.empty(204);
    }

    private static Answer forks(Call call) throws Refusal {
        List<Repository> forks =
                call.repository().forks().stream()
                        .filter(fork -> fork.accessOf(call.account()).includes(Access.READ))
                        .toList();
        return call.page().linked(forks, call.views()::repository);
    }

    private static Answer fork(Call call) throws IOException, Refusal {
        Repository origin = call.repository();
        Fields body = call.body();
        Account owner = call.doer();
        Optional<String> organisation = body.jsonText("organization");
        if (organisation.isPresent()) {
            owner =
                    call.world()
                            .organisations()
                            .named(organisation.get())
                            .orElseThrow(() ->
                                    Refusal.of(
                                            422,
                                            "org does not exist [id: 0, name: "
                                                    + organisation.get()
                                                    + "]"))
                            .account();
            mustBeMember(call, owner);
        }
        for (Repository other : origin.forks()) {
            if (other.owner().equals(owner)) {
                throw Refusal.of(
                        409,
                        "repository is already forked by user [uname: %s, repo path: %s, fork path: %s]"
                                .formatted(owner.name(), origin.fullName(), other.fullName()));
            }
        }
        String name = body.jsonText("name").orElse(origin.name());
        mustBeFree(call, owner, name);
        return Answer.json(202, call.views().repository(call.world().fork(origin, owner, name)));
    }

    private static Answer topics(Call call) throws Refusal {
        ObjectNode view = Json.object();
        view.set("topics", Json.texts(call.repository().topics()));
        return Answer.json(200, view);
    }

    private static Answer setTopics(Call call) throws Refusal {
        call.needsAdmin();
        List<String> topics =
                call.body().texts("topics").stream()
                        .map(topic -> topic.strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .sorted()
                        .toList();
        List<String> invalid =
                topics.stream().filter(t -> !t.matches("[a-z0-9][a-z0-9-.]{0,34}")).toList();
        if (topics.size() > MOST_TOPICS || !invalid.isEmpty()) {
            ObjectNode refusal = Json.object();
            refusal.set("invalidTopics", Json.texts(invalid));
            refusal.put(
                    "message",
                    invalid.isEmpty()
                            ? "Exceeding maximum number of topics per repo"
                            : "Topic names are invalid");
            return Answer.json(422, refusal);
        }
        call.repository().setTopics(topics);
        return Answer.empty(204);
    }
}
