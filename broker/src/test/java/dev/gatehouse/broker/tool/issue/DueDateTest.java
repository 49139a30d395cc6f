package dev.gatehouse.broker.tool.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DueDateTest {
    @Test
    void isTheLastSecondOfTheDay() throws ToolFailure {
        assertThat(DueDate.lastSecond("2027-01-31")).isEqualTo("2027-01-31T23:59:59Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tomorrow", "31.1.2027", "2027-02-30", "2027-1-31", "2027-01-31T10"})
    void refusesWhatIsNoDayAndShowsOne(String text) {
        assertThatThrownBy(() -> DueDate.lastSecond(text))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("2027-01-31");
    }

    @ParameterizedTest
    @CsvSource({"2027-01-31T23:59:59Z,2027-01-31", "2027-01-31,2027-01-31", "'',''"})
    void isShownAsADay(String timestamp, String shown) {
        assertThat(DueDate.shown(timestamp)).isEqualTo(shown);
    }
}
