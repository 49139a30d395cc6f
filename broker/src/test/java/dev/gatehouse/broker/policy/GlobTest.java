package dev.gatehouse.broker.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "main, main, true",
        "main, Main, false",
        "main, mainx, false",
        "main, xmain, false",
        "dev/*, dev/a, true",
        "dev/*, dev/a/b, false",
        "dev/**, dev/a/b, true",
        "dev/**, dev, false",
        "dev/**, devil/a, false",
        "**, a/b/c, true",
        "*, a/b, false",
        "*/x, a/x, true",
        "**/x, a/b/x, true",
        "a*c, abbc, true",
        "a*c, ab/bc, false",
        "a**c, ab/bc, true",
        "a?c, abc, false",
        "a[b]c, abc, false",
        "a.c, abc, false",
    })
    void matchesNamesOfBranches(String glob, String name, boolean matches) {
        assertThat(Glob.path(glob, name)).isEqualTo(matches);
    }

    @Property(tries = 3000)
    void aPathMatchesAsARegularExpressionWould(
            @ForAll @Chars({'a', 'b', '/', '*'}) @StringLength(max = 8) String glob,
            @ForAll @Chars({'a', 'b', '/'}) @StringLength(max = 8) String text) {
        String regex = glob.replaceAll("\\*{2,}", "ANY").replace("*", "[^/]*").replace("ANY", ".*");

        assertThat(Glob.path(glob, text)).isEqualTo(Pattern.matches(regex, text));
    }

    @Property(tries = 2000)
    void aSegmentMatchesAsARegularExpressionWould(
            @ForAll @Chars({'a', 'b', '*'}) @StringLength(max = 8) String glob,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 8) String text) {
        assertThat(Glob.segment(glob, text))
                .isEqualTo(Pattern.matches(glob.replace("*", ".*"), text));
    }

    @Test
    void takesNoLongerWhateverTheAgentSends() {
        String glob = "*a".repeat(100) + "b";
        String text = "a".repeat(50_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> {
                    assertThat(Glob.path(glob, text)).isFalse();
                    assertThat(Glob.segment(glob.replace("*", "**"), text)).isFalse();
                });
    }
}
