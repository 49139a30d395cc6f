package dev.gatehouse.broker.tool.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "*.zip,  tool.zip,    true",
        "*.zip,  tool.zip.sha256, false",
        "tool-?.jar, tool-1.jar, true",
        "tool-?.jar, tool-10.jar, false",
        "[a].(b)+, [a].(b)+, true",
        "a.b, axb, false",
    })
    void fitsAsAShellWould(String pattern, String name, boolean fits) {
        assertThat(NamePattern.of(pattern).fits(name)).isEqualTo(fits);
    }

    @Test
    void takesAllWhereNoneIsGiven() {
        assertThat(NamePattern.anyFits(List.of(), "tool.zip")).isTrue();
        assertThat(NamePattern.anyFits(List.of("*.jar", "*.zip"), "tool.zip")).isTrue();
        assertThat(NamePattern.anyFits(List.of("*.jar"), "tool.zip")).isFalse();
    }
}
