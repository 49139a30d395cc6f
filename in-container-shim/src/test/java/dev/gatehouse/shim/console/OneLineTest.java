package dev.gatehouse.shim.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void blanksWhatCouldMoveTheCursorOrFakeALine() {
        assertThat(OneLine.of("a\nb\r\u001b[2Jc\u009b\u202ed\u2028e", 100))
                .isEqualTo("a b  [2Jc  d e");
    }

    @Test
    void keepsTextOfOtherScripts() {
        assertThat(OneLine.of("Größe 大", 100)).isEqualTo("Größe 大");
    }

    @Test
    void cutsWhatIsTooLong() {
        assertThat(OneLine.of("abcdef", 3)).isEqualTo("abc...");
    }
}
