package dev.gatehouse.broker.tool.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.tool.ToolFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssueReferenceTest {
    private static final RepositoryName HERE = new RepositoryName("charles", "claude-hooks");

    @ParameterizedTest
    @CsvSource({
        "4,charles/claude-hooks#4",
        "#4,charles/claude-hooks#4",
        "charles/lib-parser#12,charles/lib-parser#12",
        "Charles/Lib.Parser#12,charles/lib.parser#12",
    })
    void namesAnIssueHereOrElsewhere(String text, String issue) throws ToolFailure {
        assertThat(IssueReference.of(text, HERE)).hasToString(issue);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#",
                "four",
                "-4",
                "4.",
                "lib-parser#4",
                "/lib-parser#4",
                "charles/#4",
                "charles/lib-parser",
                "charles/../vault#4",
                "charles/..#4",
                "charles/lib parser#4",
                "charles/\u212aeys#4",
                "99999999999999999999",
                "4#4",
                "a/b#4#4"
            })
    void refusesAllElseAndShowsBothForms(String text) {
        assertThatThrownBy(() -> IssueReference.of(text, HERE))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("OWNER/REPO#4")
                .hasMessageContaining("charles/claude-hooks");
    }
}
