package dev.gatehouse.demoforge;

import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Organisation;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.Team;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// Makes the teams of the demo's seed in a real Forgejo, which makes the owners' team itself.
final class RealTeams {
    private final PasswordClient client;
    private final String owner;

    RealTeams(PasswordClient client, String owner) {
        this.client = client;
        this.owner = owner;
    }

    void add(Organisation organisation) throws IOException {
        for (Team team : organisation.teams()) {
            if (team.access() != Access.OWNER) {
                add(organisation.account().name(), team);
            }
        }
    }

    private void add(String organisation, Team team) throws IOException {
        ObjectNode request =
                Json.object()
                        .put("name", team.name())
                        .put("description", team.description())
                        .put("permission", team.access().name().toLowerCase(Locale.ROOT));
        request.set("units", Json.texts(List.of("repo.code", "repo.issues", "repo.pulls")));
        long id =
                client.json(owner, "POST", "orgs/" + organisation + "/teams", request)
                        .get("id")
                        .longValue();
        for (Account member : team.members()) {
            client.json(owner, "PUT", "teams/" + id + "/members/" + member.name(), Json.object());
        }
        for (Repository repository : team.repositories()) {
            client.json(
                    owner, "PUT", "teams/" + id + "/repos/" + repository.fullName(), Json.object());
        }
    }
}
