package dev.gatehouse.shim.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.shim.console.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {
    @Test
    void takesBlanksAroundTheValueAway() throws Failure {
        assertThat(Header.parse("Accept:  text/plain "))
                .isEqualTo(new Header("Accept", "text/plain"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Accept",
                ": x",
                "Acc ept: x",
                "Accept : x",
                "Accept: a\r\nAuthorization: b",
                "Accept: a\nb",
                "Accept: a\u0000",
                "A\r\nB: x",
                "Accept: ü",
            })
    void refusesWhatIsNotOneHeader(String text) {
        assertThatThrownBy(() -> Header.parse(text))
                .as("a line break would smuggle a second header")
                .isInstanceOf(Failure.class)
                .hasMessageContaining("not a header");
    }
}
