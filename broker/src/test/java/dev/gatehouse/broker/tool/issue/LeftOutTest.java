package dev.gatehouse.broker.tool.issue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.tool.TestingLine;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class LeftOutTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ISSUE =
            """
            {"labels": [{"id": 3, "name": "bug"}], "assignees": [{"login": "dev-bot"}],
             "milestone": {"id": 2}, "due_date": "2027-01-31T23:59:59Z"}
            """;
    private static final String BARE =
            """
            {"labels": [], "assignees": null, "milestone": null, "due_date": null}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};",
                "{\"title\": \"x\"};",
                "{\"labels\": [3]};labels",
                "{\"assignees\": [\"Dev-Bot\"]};assignees",
                "{\"milestone\": 2};milestone",
                "{\"due_date\": \"2027-01-31T23:59:59Z\"};due date",
                "{\"labels\": [3], \"milestone\": 2};labels, milestone",
            })
    void saysWhatWasAskedForAndIsNotThere(String asked, String missing) {
        assertThat(note(asked, ISSUE)).as("all is there").isEmpty();
        assertThat(note(asked, BARE))
                .isEqualTo(
                        Optional.ofNullable(missing)
                                .map(what ->
                                        "the forge left out "
                                                + what
                                                + ": dev-bot may not set that in charles/lib"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"assignees\": []};assignees",
                "{\"milestone\": 0};milestone",
                "{\"unset_due_date\": true};due date",
            })
    void saysWhatWasToGoAndIsStillThere(String asked, String left) {
        assertThat(note(asked, BARE)).isEmpty();
        assertThat(note(asked, ISSUE)).hasValueSatisfying(note -> assertThat(note).contains(left));
    }

    private static Optional<String> note(String asked, String got) {
        ToolCall call = new TestingLine().use(Map.of());
        ToolResult result = ToolResult.of(Forge.object(), new View.Line("done"));
        return LeftOut.noted(result, JSON.readTree(asked), JSON.readTree(got), call).note();
    }
}
