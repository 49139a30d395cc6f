package dev.gatehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final List<String> KNOWN = List.of("rest", "body", "git");

    @Test
    void measuresEverythingUnlessNamed() {
        assertThat(Options.of(List.of(), KNOWN))
                .isEqualTo(new Options(KNOWN, false, Path.of("dist/bench")));
        assertThat(Options.of(List.of("git", "--quick", "--out", "x", "rest"), KNOWN))
                .isEqualTo(new Options(List.of("git", "rest"), true, Path.of("x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"speed", "--fast", "--out", ""})
    void saysWhatThereIs(String wrong) {
        assertThatThrownBy(() -> Options.of(List.of(wrong), KNOWN))
                .hasMessage(
                        "there is nothing named %s; there are rest, body, git, --quick and --out DIR",
                        wrong);
    }
}
