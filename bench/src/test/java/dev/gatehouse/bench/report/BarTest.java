package dev.gatehouse.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarTest {
    @ParameterizedTest
    @CsvSource({
        "AT_LEAST, 0.95, met",
        "AT_LEAST, 0.94, **missed**",
        "AT_MOST, 0.95, met",
        "AT_MOST, 0.96, **missed**",
        "BELOW, 0.94, met",
        "BELOW, 0.95, **missed**",
        "AT_LEAST, NaN, not measured",
        "AT_MOST, NaN, not measured",
        "BELOW, NaN, not measured",
    })
    void isMetOnItsSideOfTheLimitOnly(Bar.Side side, double measured, String verdict) {
        assertThat(new Bar("speed", measured, side, 0.95, "x").verdict()).isEqualTo(verdict);
    }
}
