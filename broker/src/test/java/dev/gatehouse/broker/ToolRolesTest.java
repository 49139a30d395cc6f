package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.policy.Grant;
import dev.gatehouse.broker.policy.Origin;
import dev.gatehouse.broker.policy.PathRule;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.policy.PushRule;
import dev.gatehouse.broker.policy.RepositoryPattern;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Role;
import dev.gatehouse.broker.tool.Nature;
import dev.gatehouse.broker.tool.Permissions;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which tools a role alone gives: those above `read` are hidden from a reader, and what destroys
/// or reaches beyond the repository from everybody.
class ToolRolesTest {
    private static final AgentName DEV = new AgentName("dev");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issue        | READ       | attachments download list search status view",
                "issue        | TRIAGE     | assign attach close comment create depend edit"
                        + " edit-comment label milestone reopen unassign undepend",
                "issue        | MAINTAIN   | pin unpin",
                "label        | READ       | list",
                "label        | MAINTAIN   | create edit",
                "milestone    | READ       | list view",
                "milestone    | MAINTAIN   | close create edit reopen",
                "time         | READ       | list",
                "time         | TRIAGE     | add cancel start stop",
                "wiki         | READ       | list revisions view",
                "wiki         | MAINTAIN   | create edit",
                "notification | READ       | list",
                "notification | TRIAGE     | read",
                "pr           | READ       | checkout checks commits diff files list reviews status view",
                "pr           | TRIAGE     | close comment reopen",
                "pr           | REVIEW     | request-review review",
                "pr           | CONTRIBUTE | create edit ready update-branch",
                "pr           | MAINTAIN   | merge",
                "repo         | READ       | branches clone commits compare contents tags view",
                "repo         | CONTRIBUTE | create-branch create-tag delete-branch delete-file delete-tag"
                        + " put-file",
                "release      | READ       | download list view",
                "release      | MAINTAIN   | create edit",
                "actions      | READ       | artifacts jobs logs runs view",
                "actions      | MAINTAIN   | cancel",
            })
    void aRoleGives(String noun, Role role, String verbs) {
        List<String> below =
                Stream.of(Role.values())
                        .filter(other -> other != role && role.contains(other))
                        .flatMap(other -> verbs(noun, permitted(other)).stream())
                        .toList();

        assertThat(verbs(noun, permitted(role)))
                .as("what %s has more than the roles below it", role)
                .filteredOn(verb -> !below.contains(verb))
                .containsExactly(verbs.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issue        | delete delete-comment dependencies",
                "label        | delete",
                "milestone    | delete",
                "time         | delete reset",
                "wiki         | delete",
                "notification | inbox",
                "search       | issues",
                "repo         | create fork list search",
                "release      | delete delete-asset upload",
                "actions      | delete-variable dispatch set-variable variables",
                "org          | list members teams view",
                "team         | members repos view",
                "user         | search view",
                "package      | files list view",
            })
    void noRoleGives(String noun, String verbs) {
        List<Tool> ofAll = permitted(Role.MAINTAIN);

        assertThat(Tools.ALL.of(noun).stream().filter(tool -> !ofAll.contains(tool)))
                .extracting(tool -> tool.name().verb())
                .containsExactly(verbs.split(" "));
    }

    @Test
    void whatChangesNothingNeedsNoRoleAboveRead() {
        assertThat(permitted(Role.MAINTAIN))
                .filteredOn(tool -> tool.nature() == Nature.READ)
                .containsExactlyElementsOf(permitted(Role.READ));
    }

    private static List<Tool> permitted(Role role) {
        Grant grant =
                new Grant(
                        List.of(RepositoryPattern.of("charles/hooks")),
                        Set.of(role),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        PushRule.NOTHING,
                        PathRule.NOTHING,
                        new Origin("agents.dev.grants[0]", 1));
        Policy policy = new Policy(Map.of(DEV, List.of(grant)));
        return new Permissions(Catalogue.load(), () -> policy).permitted(DEV, Tools.ALL);
    }

    private static List<String> verbs(String noun, List<Tool> tools) {
        return tools.stream()
                .map(Tool::name)
                .filter(name -> name.noun().equals(noun))
                .map(ToolName::verb)
                .toList();
    }
}
