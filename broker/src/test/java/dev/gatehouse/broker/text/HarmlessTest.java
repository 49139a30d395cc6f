package dev.gatehouse.broker.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarmlessTest {
    @ParameterizedTest
    @ValueSource(ints = {'a', ' ', '~', 0xE4, 0x4E2D, 0x1F600, 0x0301, 0xA0})
    void whatIsOnlyShownIsHarmless(int codePoint) {
        assertThat(Harmless.is(codePoint)).as("U+%04X", codePoint).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, '\n', '\r', '\t', 0x1B, 0x7F, 0x9B, 0xAD, 0x200B, 0x202E, 0x2028, 0x2029,
                0x2066, 0xFEFF, 0xD800, 0xE0001
            })
    void whatSteersOrHidesIsNot(int codePoint) {
        assertThat(Harmless.is(codePoint)).as("U+%04X", codePoint).isFalse();
    }
}
