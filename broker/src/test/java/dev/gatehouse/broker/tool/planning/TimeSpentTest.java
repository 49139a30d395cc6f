package dev.gatehouse.broker.tool.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.tool.ToolFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpentTest {
    @ParameterizedTest
    @CsvSource({
        "1h30m,5400,1h 30m",
        "1h 30m,5400,1h 30m",
        "90m,5400,1h 30m",
        "2h,7200,2h",
        "45s,45,45s",
        "1h 0m 5s,3605,1h 5s",
        "' 5m ',300,5m",
    })
    void isWrittenInHoursMinutesAndSeconds(String text, long seconds, String shown)
            throws ToolFailure {
        assertThat(TimeSpent.of(text).seconds()).isEqualTo(seconds);
        assertThat(TimeSpent.of(text)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "90",
                "1.5h",
                "1d",
                "30m1h",
                "-5m",
                "0m",
                "0h0m",
                "h",
                "1h30",
                "1h  30m",
                "99999999999999999999h",
                "1h30m!",
                "٣m"
            })
    void refusesAllElseAndShowsBothForms(String text) {
        assertThatThrownBy(() -> TimeSpent.of(text))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("1h30m or 45m");
    }
}
