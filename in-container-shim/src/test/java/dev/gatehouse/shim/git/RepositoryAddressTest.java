package dev.gatehouse.shim.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.shim.console.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryAddressTest {
    @ParameterizedTest
    @CsvSource({
        "o/r, /o/r, /o/r.git",
        "/o/r.git, /o/r.git, /o/r.git",
        "o/r.wiki.git, /o/r.wiki.git, /o/r.wiki.git",
        "https://forge.test/o/r, /o/r, /o/r.git",
        "https://forge.test:3000/o/r.git, /o/r.git, /o/r.git",
        "o-._/.github, /o-._/.github, /o-._/.github.git"
    })
    void readsWhatNamesARepository(String address, String path, String gitPath) throws Failure {
        RepositoryAddress parsed = RepositoryAddress.parse(address);

        assertThat(parsed.path()).isEqualTo(path);
        assertThat(parsed.gitPath()).isEqualTo(gitPath);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "o",
                "o/",
                "/r",
                "//o/r",
                "o/r/",
                "o/r/s",
                "o/..",
                "../r",
                "./r",
                "o/.git",
                "o/r?x",
                "o/r#x",
                "o/%2e%2e",
                "o/r r",
                "o/r\r\nHost: x",
                "ö/r",
                "http://forge.test/o/r",
                "ssh://forge.test/o/r",
                "https://forge.test",
                "https://forge.test/x/o/r"
            })
    void refusesEverythingElse(String address) {
        assertThatThrownBy(() -> RepositoryAddress.parse(address))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("names no repository; write forge::OWNER/REPO");
    }
}
