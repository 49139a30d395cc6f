package dev.gatehouse.broker.tool.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.tool.TestingLine;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Variables are for owners, and artifacts for who has runners: the tests' forges show neither.
class VariableToolsTest {
    private static final String VARIABLES = "repos/charles/lib/actions/variables";

    private final TestingLine line = new TestingLine();

    @Test
    void listsVariables() throws ToolFailure {
        line.answering("GET " + VARIABLES, "[{\"name\": \"LIMIT\", \"data\": \"30\"}]");

        ToolResult listed = line.run(VariableTools.all(), "variables", Map.of());

        assertThat(listed.data().toString()).isEqualTo("[{\"name\":\"LIMIT\",\"value\":\"30\"}]");
    }

    @Test
    void makesAVariableOrReplacesIt() throws ToolFailure {
        String variable = VARIABLES + "/LIMIT";
        line.answering("POST " + variable, "").answering("PUT " + variable, "");
        Map<String, Object> arguments = Map.of("name", "LIMIT", "body", "60");

        line.run(VariableTools.all(), "set-variable", arguments);
        line.answering("GET " + variable, "{\"name\": \"LIMIT\", \"data\": \"30\"}");
        line.run(VariableTools.all(), "set-variable", arguments);

        assertThat(line.asked())
                .contains("POST " + variable + " {\"value\":\"60\"}")
                .endsWith("PUT " + variable + " {\"value\":\"60\"}");
    }

    @Test
    void deletesAVariable() throws ToolFailure {
        line.answering("DELETE " + VARIABLES + "/LIMIT", "");

        assertThat(line.run(VariableTools.all(), "delete-variable", Map.of("name", "LIMIT")).view())
                .isEqualTo(new View.Line("deleted the variable LIMIT"));
    }

    @Test
    void listsWhatARunHasLeftBehind() throws ToolFailure {
        line.answering(
                        "GET repos/charles/lib/actions/runs",
                        "{\"workflow_runs\": [{\"id\": 70, \"index_in_repo\": 7}], \"total_count\": 1}")
                .answering(
                        "GET repos/charles/lib/actions/runs/70/artifacts",
                        "[{\"id\": 1, \"name\": \"report\", \"size_in_bytes\": 5}]")
                .answering("GET repos/charles/lib/actions/artifacts", "[]");

        ToolResult ofRun = line.run(WorkflowTools.all(), "artifacts", Map.of("run", 7L));
        ToolResult ofAll = line.run(WorkflowTools.all(), "artifacts", Map.of());

        assertThat(ofRun.data().get(0).path("name").asString()).isEqualTo("report");
        assertThat(ofAll.data()).isEmpty();
    }
}
