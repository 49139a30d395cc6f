package dev.gatehouse.demoforge.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WikiNameTest {

    @ParameterizedTest
    @CsvSource({
        "Home, Home, Home.md",
        "How it is done, How-it-is-done, How-it-is-done.md",
        "Well-known, Well-known.-, Well-known.-.md",
        "a/b, a%2Fb, a%2Fb.md",
        "'a b-c', a%20b-c.-, a b-c.-.md",
        "'', unnamed, unnamed.md"
    })
    void givesATitleAPathAndAFile(String title, String path, String file) {
        WikiName name = WikiName.ofTitle(title);
        assertThat(name.path()).isEqualTo(path);
        assertThat(name.file()).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({"Home, Home", "How-it-is, How it is", "How it is, How it is", "A-B.-, A-B"})
    void readsWhatARequestNames(String requested, String title) {
        assertThat(WikiName.ofRequest(requested).title()).isEqualTo(title);
        assertThat(WikiName.ofRequest(requested)).isEqualTo(WikiName.ofTitle(title));
    }
}
