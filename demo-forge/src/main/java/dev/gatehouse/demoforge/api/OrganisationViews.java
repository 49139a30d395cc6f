package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Organisation;
import dev.gatehouse.demoforge.world.Team;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Organisations and teams as Forgejo's JSON.
final class OrganisationViews {
    private static final List<String> UNITS =
            List.of(
                    "repo.actions",
                    "repo.code",
                    "repo.issues",
                    "repo.packages",
                    "repo.projects",
                    "repo.pulls",
                    "repo.releases",
                    "repo.wiki");

    private final Views views;

    OrganisationViews(Views views) {
        this.views = views;
    }

    JsonNode organisation(Organisation organisation) {
        Account account = organisation.account();
        return Json.object()
                .put("id", account.id())
                .put("name", account.name())
                .put("full_name", account.fullName())
                .put("email", "")
                .put("avatar_url", views.links().rootUrl() + "avatars/" + account.id())
                .put("description", organisation.description())
                .put("website", "")
                .put("location", "")
                .put("visibility", "public")
                .put("repo_admin_change_team_access", false)
                .put("username", account.name())
                .put("created", account.createdAt().toString());
    }

    JsonNode team(Team team) {
        String access = team.access().name().toLowerCase(Locale.ROOT);
        ObjectNode view =
                Json.object()
                        .put("id", team.id())
                        .put("name", team.name())
                        .put("description", team.description());
        view.set("organization", organisation(team.organisation()));
        view.put("includes_all_repositories", team.hasAllRepositories()).put("permission", access);
        view.set("units", Json.texts(UNITS));
        ObjectNode byUnit = view.putObject("units_map");
        UNITS.forEach(unit -> byUnit.put(unit, access));
        return view.put("can_create_org_repo", team.hasAllRepositories());
    }
}
