package dev.gatehouse.shim.repository;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteUrlsTest {
    private static final String URL = "https://forge.test/o/r.git";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[remote \"origin\"]\n\turl = https://forge.test/o/r.git\n",
                "[remote \"origin\"]\r\n\turl = https://forge.test/o/r.git\r\n",
                "[remote \"origin\"] url = https://forge.test/o/r.git",
                "[REMOTE \"origin\"]\nURL=https://forge.test/o/r.git",
                "[remote \"origin\"]\nurl = \"https://forge.test/o/r.git\" # the forge",
                "[remote \"origin\"]\nurl = https://forge.test/o/r.git ; the forge",
                "[remote \"origin\"]\nurl = https://forge.\\\ntest/o/r.git",
                "[remote \"origin\"]\nurl = https://\"forge.test\"/o/r.git",
                "[remote \"origin\"]\nfetch = x\nurl = https://forge.test/o/r.git\nurl = b",
                "[remote \"origin\"]\nurl =\nurl\nurl = https://forge.test/o/r.git",
                "# c\n; c\n\n[core]\nurl = a\n[remote \"origin\"]\nurl = https://forge.test/o/r.git",
                "[remote \"origin\"]\nurl = https://forge.test/o/r.git\n[remote]\nurl = x\n[a \"b\"]\nurl = y",
                "???\n[remote \"origin\"\nurl = x\n[remote \"origin\"]\nurl = https://forge.test/o/r.git",
                "[remote \"origin\"]\nurl = https://dev:secret@forge.test/o/r.git",
                "[remote \"origin\"]\nurl = https://s3cr@t@forge.test/o/r.git",
            })
    void findsTheUrl(String config) {
        assertThat(RemoteUrls.of(config)).containsExactlyEntriesOf(java.util.Map.of("origin", URL));
    }

    @Test
    void understandsEscapedNames() {
        assertThat(RemoteUrls.of("[remote \"a \\\"b\\\\c\"]\nurl = u")).containsKey("a \"b\\c");
    }

    @Test
    void keepsTheOrder() {
        assertThat(RemoteUrls.of("[remote \"z\"]\nurl=1\n[remote \"a\"]\nurl=2\n").keySet())
                .containsExactly("z", "a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git@forge.test:o/r.git",
                "/srv/git/r.git",
                "forge::o/r",
                "https://forge.test/o/r@2",
                "https://forge.test"
            })
    void leavesWhatHasNoUserAlone(String url) {
        assertThat(RemoteUrls.of("[remote \"o\"]\nurl = " + url)).containsValue(url);
    }

    @Property
    void comesToAnEndWhateverItReads(
            @ForAll
                    @Chars({'[', ']', '"', '\\', '\n', '=', '#', ' ', 'u', 'r', 'l', '.'})
                    @CharRange(from = 'a', to = 'z')
                    String text) {
        assertThat(RemoteUrls.of("[remote \"o\"]\n" + text)).isNotNull();
    }
}
