package dev.gatehouse.broker.tool.issue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.tool.TestingLine;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the forge lets only administrators of a repository do, which no account of the tests is.
class AdministrationTest {
    @ParameterizedTest
    @CsvSource({
        "pin,POST repos/charles/lib/issues/3/pin,pinned #3",
        "unpin,DELETE repos/charles/lib/issues/3/pin,unpinned #3",
        "delete,DELETE repos/charles/lib/issues/3,deleted #3",
    })
    void isOneCall(String verb, String call, String said) throws ToolFailure {
        TestingLine line = new TestingLine().answering(call, "");

        ToolResult result = line.run(IssueTools.all(), verb, Map.of("number", 3L));

        assertThat(line.asked()).containsExactly(call);
        assertThat(result.view()).isEqualTo(new View.Line(said));
    }
}
