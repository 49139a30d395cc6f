package dev.gatehouse.broker.tool.people;

import static dev.gatehouse.broker.tool.Common.LIMIT;
import static dev.gatehouse.broker.tool.people.OrganizationTools.ORGANIZATION;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.View.Fact;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import dev.gatehouse.broker.tool.forge.Target;
import dev.gatehouse.broker.tool.issue.IssueData;
import dev.gatehouse.broker.tool.repository.RepositoryData;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `forge team`: a team by its organization's name and its own; the forge knows it by an id.
final class TeamTools {
    private static final Parameter TEAM = Parameter.text("team", "the team").operand();
    private static final int ALL = 10_000;

    private TeamTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.read("team", "view", "Show a team")
                        .plain()
                        .takes(ORGANIZATION, TEAM)
                        .needs("orgListTeams")
                        .ofNoRepository()
                        .does(TeamTools::view),
                Tool.read("team", "members", "List members of a team")
                        .takes(ORGANIZATION, TEAM, LIMIT)
                        .needs("orgListTeams", "orgListTeamMembers")
                        .ofNoRepository()
                        .does(TeamTools::members),
                Tool.read("team", "repos", "List repositories of a team")
                        .takes(ORGANIZATION, TEAM, LIMIT)
                        .needs("orgListTeams", "orgListTeamRepos")
                        .ofNoRepository()
                        .does(TeamTools::repositories));
    }

    static ToolResult list(ToolCall call) throws ToolFailure {
        Listing listing = teams(call, call.number(LIMIT));
        List<ObjectNode> teams = listing.items().stream().map(TeamTools::data).toList();
        List<List<String>> rows =
                teams.stream()
                        .map(team ->
                                List.of(
                                        team.path("name").asString(),
                                        team.path("permission").asString(),
                                        team.path("description").asString()))
                        .toList();
        return listing.result(
                teams,
                new View.Table(List.of("TEAM", "PERMISSION", "DESCRIPTION"), rows, "no teams"));
    }

    private static Listing teams(ToolCall call, long most) throws ToolFailure {
        return call.forge().list(Target.of("orgs", call.text(ORGANIZATION), "teams"), most);
    }

    private static ObjectNode team(ToolCall call) throws ToolFailure {
        String name = call.text(TEAM);
        for (JsonNode team : teams(call, ALL).items()) {
            if (team.path("name").asString("").equalsIgnoreCase(name)) {
                return data(team);
            }
        }
        throw ToolFailure.forge(
                call.text(ORGANIZATION) + " has no team '" + name + "'; see forge org teams");
    }

    private static ObjectNode data(JsonNode team) {
        ObjectNode data = Forge.object();
        data.put("id", team.path("id").asLong(0));
        data.put("name", team.path("name").asString(""));
        data.put("description", team.path("description").asString(""));
        data.put("permission", team.path("permission").asString(""));
        data.put("allRepositories", team.path("includes_all_repositories").asBoolean(false));
        ArrayNode units = data.putArray("units");
        team.path("units").forEach(unit -> units.add(unit.asString("")));
        return data;
    }

    private static ToolResult view(ToolCall call) throws ToolFailure {
        ObjectNode team = team(call);
        boolean all = team.path("allRepositories").asBoolean();
        return ToolResult.of(
                team,
                new View.Card(
                        call.text(ORGANIZATION) + "/" + team.path("name").asString(),
                        List.of(
                                new Fact("description", team.path("description").asString()),
                                new Fact("permission", team.path("permission").asString()),
                                new Fact("repositories", all ? "all" : "see forge team repos"),
                                new Fact("units", IssueData.joined(team.path("units")))),
                        ""));
    }

    private static ToolResult members(ToolCall call) throws ToolFailure {
        Target target = Target.of("teams", team(call).path("id").asLong(), "members");
        return PersonData.result(call.forge().list(target, call.number(LIMIT)));
    }

    private static ToolResult repositories(ToolCall call) throws ToolFailure {
        Target target = Target.of("teams", team(call).path("id").asLong(), "repos");
        return RepositoryData.result(
                call.forge().list(target, call.number(LIMIT)), call.setting().now());
    }
}
