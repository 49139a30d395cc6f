package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Repository;
import java.util.Locale;
import java.util.Optional;

/// Version, users, repositories and collaborators.
final class GeneralOperations {
    static final String VERSION = "16.0.0+gitea-1.22.0";

    private GeneralOperations() {}

    static void addTo(Routes<Operation> routes) {
        routes.on("GET", "/version", call -> version())
                .on("GET", "/settings/api", call -> settings())
                .on("GET", "/user", GeneralOperations::whoAmI)
                .on("GET", "/users/{user}", GeneralOperations::user)
                .on("POST", "/users/{user}/tokens", call -> mintToken())
                .on("GET", "/repositories/{id}", GeneralOperations::byId)
                .on("GET", "/repos/{owner}/{repo}", GeneralOperations::repository)
                .on("PATCH", "/repos/{owner}/{repo}", GeneralOperations::edit)
                .on(
                        "GET",
                        "/repos/{owner}/{repo}/collaborators/{user}/permission",
                        GeneralOperations::permission);
    }

    private static Answer version() {
        return Answer.json(200, Json.object().put("version", VERSION));
    }

    private static Answer settings() {
        return Answer.json(
                200,
                Json.object()
                        .put("max_response_items", 50)
                        .put("default_paging_num", 30)
                        .put("default_git_trees_per_page", 1000)
                        .put("default_max_blob_size", 10 * 1024 * 1024));
    }

    private static Answer whoAmI(Call call) throws Refusal {
        return Answer.json(200, call.views().user(call.doer()));
    }

    private static Answer user(Call call) throws Refusal {
        return Answer.json(200, call.views().user(named(call)));
    }

    /// Forgejo makes tokens for those who give a password, and answers a valid token with 401.
    private static Answer mintToken() throws Refusal {
        throw Refusal.of(401, "auth required");
    }

    private static Account named(Call call) throws Refusal {
        return call.world().account(call.parameter("user")).orElseThrow(Refusal::notFound);
    }

    private static Answer byId(Call call) throws Refusal {
        long id = call.number("id");
        Repository found =
                call.world().repositories().stream()
                        .filter(r -> r.id() == id)
                        .filter(r -> r.accessOf(call.account()).includes(Access.READ))
                        .findFirst()
                        .orElseThrow(Refusal::notFound);
        return Answer.json(200, call.views().repository(found));
    }

    private static Answer repository(Call call) throws Refusal {
        return Answer.json(200, call.views().repository(call.repository()));
    }

    private static Answer edit(Call call) throws Refusal {
        call.needs(
                Access.ADMIN,
                "user should be an owner or a collaborator with admin write of a repository");
        Fields body = call.body();
        Optional<String> name = body.jsonText("name");
        if (name.isPresent()) {
            call.world().rename(call.repository(), name.get());
        }
        body.jsonText("description").ifPresent(call.repository()::describe);
        if (body.has("private")) {
            call.repository().setPrivate(body.flag("private"));
        }
        return repository(call);
    }

    private static Answer permission(Call call) throws Refusal {
        Account asked = named(call);
        boolean isAdmin = call.repository().accessOf(call.doer()).includes(Access.ADMIN);
        if (!isAdmin && !asked.equals(call.doer())) {
            throw Refusal.of(
                    403,
                    "Only admins can query all permissions, repo admins can query all repo"
                            + " permissions, collaborators can query only their own");
        }
        String access = call.repository().accessOf(asked).name().toLowerCase(Locale.ROOT);
        var view = Json.object().put("permission", access).put("role_name", access);
        view.set("user", call.views().user(asked));
        return Answer.json(200, view);
    }
}
