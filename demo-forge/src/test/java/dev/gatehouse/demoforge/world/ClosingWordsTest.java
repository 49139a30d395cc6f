package dev.gatehouse.demoforge.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosingWordsTest {
    @ParameterizedTest
    @CsvSource({
        "Closes #1, [1]",
        "fixed: #12 and resolves #3, '[12, 3]'",
        "see #1, []",
        "discloses #1, []",
        "Closes #1a, []"
    })
    void areFoundBeforeANumber(String text, String numbers) {
        assertThat(ClosingWords.in(text)).hasToString(numbers);
    }
}
