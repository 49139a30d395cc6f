package dev.gatehouse.broker.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.broker.route.RepositoryName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {
    @ParameterizedTest
    @CsvSource({
        "charles/lib, charles/lib, true",
        "Charles/LIB, charles/lib, true",
        "charles/lib, Charles/Lib, true",
        "charles/lib, charles/lib2, false",
        "charles/lib, charle/lib, false",
        "charles/lib-*, charles/lib-a, true",
        "charles/lib-*, charles/lib, false",
        "charles/*, charles/anything.at_all, true",
        "charles/*, charles2/lib, false",
        "charles/l*b, charles/lb, true",
        "charles/l.b, charles/lxb, false",
    })
    void aRepositoryPatternMatchesIgnoringCase(String pattern, String name, boolean matches) {
        String[] parts = name.split("/", 2);

        assertThat(RepositoryPattern.of(pattern).matches(new RepositoryName(parts[0], parts[1])))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lib",
                "/",
                "/lib",
                "charles/",
                "*/lib",
                "char*/lib",
                "a/b/c",
                "a /b",
                "a/b c",
                "\u212A/lib",
                "a/\u017F",
                "a/b?",
                "a/[b]",
                "a\\b",
                "https://forge/a/b"
            })
    void aRepositoryPatternIsOneOwnerAndOneName(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> RepositoryPattern.of(pattern));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/dev", "dev/", "refs/heads/main", "refs/**"})
    void aRefPatternIsOfShortNames(String glob) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RefPattern(glob));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "-d",
                "dev/../main",
                "dev/..",
                "a..b",
                "main~1",
                "main^",
                "main^{commit}",
                "main@{1}",
                "main:file",
                "a b",
                "a\tb",
                "a\nb",
                "a\0b",
                "a\u007fb",
                "a?",
                "a*",
                "a[",
                "a\\b",
                "/a",
                "a/",
                "a//b",
                ".a",
                "a/.b",
                "a.",
                "a.lock",
                "a.lock/b"
            })
    void noPatternMatchesWhatGitWouldNotTake(String name) {
        assertThat(new RefPattern("**").matches(name)).isFalse();
        assertThat(new RefPattern("dev/**").matches(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a.b", "v1.0.0", "a@b", "a-", "a.locks", "\u00fc/\u212A", "a{b}", "@a"})
    void takesWhatGitTakes(String name) {
        assertThat(new RefPattern("**").matches(name)).isTrue();
    }
}
