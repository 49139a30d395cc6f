package dev.gatehouse.broker.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class MomentTest {
    private static final Instant NOW = Instant.parse("2026-11-21T15:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "30s, 2026-11-21T14:59:30Z",
        "5m, 2026-11-21T14:55:00Z",
        "2h, 2026-11-21T13:00:00Z",
        "7d, 2026-11-14T15:00:00Z",
        "1w, 2026-11-14T15:00:00Z",
        "2026-11-01, 2026-11-01T00:00:00Z",
        "2026-11-01T10:20:30Z, 2026-11-01T10:20:30Z",
        "2026-11-01T10:20:30, 2026-11-01T10:20:30Z",
        "2026-11-01T10:20:30+02:00, 2026-11-01T08:20:30Z"
    })
    void readsATimeOrHowLongAgoItWas(String text, Instant expected) {
        assertThat(Moment.of(text, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "7", "d", "-7d", "7 d", "2026-13-01", "99999999d"})
    void refusesWhatIsNoTimeAndSaysHowToWriteOne(String text) {
        assertThatThrownBy(() -> Moment.of(text, NOW))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("2026-11-21T15:00:00Z");
    }
}
