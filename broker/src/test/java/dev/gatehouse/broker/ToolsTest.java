package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Parameter.Kind;
import dev.gatehouse.broker.tool.Permissions;
import dev.gatehouse.broker.tool.Tool;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the two faces need of every tool in the box.
class ToolsTest {
    /// Words of the faces themselves.
    private static final Set<String> TAKEN =
            Set.of("repo", "json", "jq", "web", "help", "action", "repository");

    private static final Set<Kind> TEXTS = EnumSet.of(Kind.TEXT, Kind.BODY, Kind.TEXTS, Kind.LINES);

    static List<Tool> all() {
        return Tools.ALL.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void takesNoWordOfTheFaces(Tool tool) {
        List<Parameter> parameters = tool.parameters();

        assertThat(parameters)
                .as(tool.name().toString())
                .extracting(Parameter::name)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(TAKEN)
                .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
        assertThat(parameters.stream().flatMap(parameter -> parameter.shortName().stream()))
                .as(tool.name().toString())
                .doesNotHaveDuplicates()
                .doesNotContain('R', 'w', 'h', 'F');
    }

    @ParameterizedTest
    @MethodSource("all")
    void takesOperandsInAnOrderThatCanBeUnderstood(Tool tool) {
        List<Parameter> operands = tool.parameters().stream().filter(Parameter::isOperand).toList();

        for (int at = 1; at < operands.size(); at++) {
            assertThat(operands.get(at - 1).isRequired() || !operands.get(at).isRequired())
                    .as("%s: one that may be left out is not before one that may not", tool.name())
                    .isTrue();
            assertThat(operands.get(at - 1).kind())
                    .as("%s: only the last takes several", tool.name())
                    .isNotIn(Kind.TEXTS, Kind.LINES, Kind.FILES);
        }
    }

    /// A client sees the tools of a noun and a nature as one, so a name is of one kind there.
    @Test
    void meansOneKindByAName() {
        Map<String, Kind> kinds = new TreeMap<>();
        for (Tool tool : all()) {
            for (Parameter parameter : tool.parameters()) {
                String name = tool.name().noun() + " " + tool.nature() + " " + parameter.name();
                Kind before = kinds.putIfAbsent(name, parameter.kind());
                assertThat(
                                before == null
                                        || before == parameter.kind()
                                        || (TEXTS.contains(before)
                                                && TEXTS.contains(parameter.kind())))
                        .as("%s, of %s", name, tool.name())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void needsOperationsThatThereAre(Tool tool) {
        Permissions permissions = new Permissions(Catalogue.load(), () -> new Policy(Map.of()));

        assertThat(permissions.places(new AgentName("dev"), tool)).isEmpty();
    }
}
