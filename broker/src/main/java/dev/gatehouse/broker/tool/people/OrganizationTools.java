package dev.gatehouse.broker.tool.people;

import static dev.gatehouse.broker.tool.Common.LIMIT;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.List;

/// `forge org`.
final class OrganizationTools {
    static final Parameter ORGANIZATION = Parameter.text("org", "the organization").operand();

    private OrganizationTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.read("org", "list", "List your organizations")
                        .plain()
                        .takes(LIMIT)
                        .needs("orgListCurrentUserOrgs")
                        .ofNoRepository()
                        .does(OrganizationTools::list),
                Tool.read("org", "view", "Show an organization")
                        .plain()
                        .takes(ORGANIZATION)
                        .needs("orgGet")
                        .ofNoRepository()
                        .does(OrganizationTools::view),
                Tool.read("org", "members", "List members of an organization")
                        .takes(ORGANIZATION, LIMIT)
                        .needs("orgListMembers")
                        .ofNoRepository()
                        .does(OrganizationTools::members),
                Tool.read("org", "teams", "List teams of an organization")
                        .takes(ORGANIZATION, LIMIT)
                        .needs("orgListTeams")
                        .ofNoRepository()
                        .does(TeamTools::list));
    }

    private static ToolResult list(ToolCall call) throws ToolFailure {
        return PersonData.result(call.forge().list(Target.of("user", "orgs"), call.number(LIMIT)));
    }

    private static ToolResult view(ToolCall call) throws ToolFailure {
        return PersonData.result(call.forge().get(Target.of("orgs", call.text(ORGANIZATION))));
    }

    private static ToolResult members(ToolCall call) throws ToolFailure {
        Target target = Target.of("orgs", call.text(ORGANIZATION), "members");
        return PersonData.result(call.forge().list(target, call.number(LIMIT)));
    }
}
