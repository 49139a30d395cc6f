package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Organisation;
import dev.gatehouse.demoforge.world.Team;
import java.util.List;

/// Organisations and their teams, to read. Only members see the teams and each other.
final class OrganisationOperations {
    private OrganisationOperations() {}

    static void addTo(Routes<Operation> routes) {
        String organisation = "/orgs/{org}";
        String team = "/teams/{team}";
        routes.on("GET", "/user/orgs", call -> of(call, call.doer()))
                .on("GET", "/users/{user}/orgs", OrganisationOperations::ofUser)
                .on("GET", organisation, OrganisationOperations::read)
                .on("GET", organisation + "/members", OrganisationOperations::members)
                .on("GET", organisation + "/teams", OrganisationOperations::teams)
                .on("GET", team, OrganisationOperations::team)
                .on("GET", team + "/members", OrganisationOperations::teamMembers)
                .on("GET", team + "/repos", OrganisationOperations::teamRepositories);
    }

    private static OrganisationViews views(Call call) {
        return new OrganisationViews(call.views());
    }

    private static Answer of(Call call, Account account) {
        List<Organisation> found =
                call.world().organisations().all().stream()
                        .filter(organisation -> organisation.members().contains(account))
                        .toList();
        return call.page().linked(found, views(call)::organisation);
    }

    /// Others are told of public memberships only, and here all are private.
    private static Answer ofUser(Call call) throws Refusal {
        Account asked = call.world().account(call.parameter("user")).orElseThrow(Refusal::notFound);
        return asked.equals(call.doer())
                ? of(call, asked)
                : call.page().linked(List.<Organisation>of(), views(call)::organisation);
    }

    private static Organisation named(Call call) throws Refusal {
        return call.world()
                .organisations()
                .named(call.parameter("org"))
                .orElseThrow(Refusal::notFound);
    }

    private static Answer read(Call call) throws Refusal {
        return Answer.json(200, views(call).organisation(named(call)));
    }

    private static Answer members(Call call) throws Refusal {
        List<Account> members = named(call).members();
        return call.page()
                .linked(
                        members.contains(call.doer()) ? members : List.<Account>of(),
                        call.views()::user);
    }

    private static Answer teams(Call call) throws Refusal {
        Organisation organisation = named(call);
        mustBeMember(call, organisation);
        return call.page().linked(organisation.teams(), views(call)::team);
    }

    private static void mustBeMember(Call call, Organisation organisation) throws Refusal {
        if (!organisation.members().contains(call.doer())) {
            throw Refusal.of(403, "Must be an organization member");
        }
    }

    private static Team found(Call call) throws Refusal {
        long id = call.number("team");
        Account doer = call.doer();
        return call.world().organisations().all().stream()
                .filter(organisation -> organisation.members().contains(doer))
                .flatMap(organisation -> organisation.team(id).stream())
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private static Answer team(Call call) throws Refusal {
        return Answer.json(200, views(call).team(found(call)));
    }

    private static Answer teamMembers(Call call) throws Refusal {
        return call.page().counted(found(call).members(), call.views()::user);
    }

    private static Answer teamRepositories(Call call) throws Refusal {
        return call.page().counted(found(call).repositories(), call.views()::repository);
    }
}
