package dev.gatehouse.broker.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForgejoVersionTest {
    @ParameterizedTest
    @CsvSource({
        "16.0.0+gitea-1.22.0, 16, 16.0.0, false, false",
        "11.0.15+gitea-1.22.0, 11, 11.0.15, false, false",
        "10.0.3+gitea-1.22.0, 10, 10.0.3, true, false",
        "17.0.0-dev-123-abcdef+gitea-1.22.0, 17, 17.0.0-dev-123-abcdef, false, true"
    })
    void readsWhatForgejoTells(String told, int major, String text, boolean tooOld, boolean newer) {
        assertThat(ForgejoVersion.of(told))
                .as(told)
                .hasValueSatisfying(version -> {
                    assertThat(version.major()).as("major").isEqualTo(major);
                    assertThat(version).as("text").hasToString(text);
                    assertThat(version.isTooOld()).as("too old").isEqualTo(tooOld);
                    assertThat(version.isNewerThanTheCatalogue()).as("newer").isEqualTo(newer);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.22.0",
                "1.24.0+dev-12",
                "+gitea-1.22.0",
                "16+gitea",
                "x16.0.0+gitea-1.22.0",
                "99999.0.0+gitea-1",
                "16.0.0\n+gitea-1.22.0",
                "16.0.0-<b>+gitea-1.22.0"
            })
    void takesNothingElseForAForgejo(String told) {
        assertThat(ForgejoVersion.of(told)).as("Gitea, and what is no version").isEmpty();
    }
}
