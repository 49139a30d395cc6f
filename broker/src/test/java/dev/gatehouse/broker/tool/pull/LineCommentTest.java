package dev.gatehouse.broker.tool.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.tool.ToolFailure;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineCommentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "src/main.c:12=Why twice?          | src/main.c | 12 | Why twice?",
                "a.txt:-3=It was needed            | a.txt      | -3 | It was needed",
                "C:drive:7=Colons, and commas      | C:drive    | 7  | Colons, and commas",
                "a:1=b:2=c                         | a          | 1  | b:2=c",
            })
    void readsFileLineAndText(String written, String file, long line, String text)
            throws ToolFailure {
        assertThat(LineComment.parse(written)).isEqualTo(new LineComment(file, line, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.txt",
                "a.txt:=x",
                "a.txt:0=x",
                "a.txt:1",
                "a.txt:1=",
                ":1=x",
                "a:9999999999=x"
            })
    void saysHowItIsWritten(String written) {
        assertThatThrownBy(() -> LineComment.parse(written))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("FILE:LINE=TEXT");
    }

    @Test
    void countsTakenOutLinesInTheOldFile() throws ToolFailure {
        assertThat(LineComment.parse("a:-3=x").document().path("old_position").asLong())
                .isEqualTo(3);
        assertThat(LineComment.parse("a:3=x").document().path("new_position").asLong())
                .isEqualTo(3);
    }

    @Property
    void keepsAnyText(@ForAll @NotEmpty String text, @ForAll @IntRange(min = 1) int line)
            throws ToolFailure {
        int known = line % 999_999_999 + 1;
        assertThat(LineComment.parse("a.txt:" + known + "=" + text).text()).isEqualTo(text);
    }
}
