package dev.gatehouse.shim.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenFilesTest {
    private final GivenFiles given =
            new GivenFiles(
                    List.of(
                            "release",
                            "-F",
                            "notes.md",
                            "--dir=../out",
                            "-D/srv/out/",
                            "-O",
                            "/tmp/all.zip"));

    @ParameterizedTest
    @ValueSource(strings = {"-", "notes.md", "/tmp/all.zip"})
    void readsWhatIsGiven(String file) {
        assertThatCode(() -> given.checkRead(file)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "other.md", "../notes.md", "./notes.md"})
    void readsNothingElse(String file) {
        assertThatThrownBy(() -> given.checkRead(file)).hasMessageContaining("was not given");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.zip",
                "sub/a.zip",
                "..a",
                "a..b",
                "../out/a.zip",
                "/srv/out/a.zip",
                "/tmp/all.zip"
            })
    void writesHereAndWhereItIsTold(String file) {
        assertThatCode(() -> given.checkWrite(file)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../a.zip",
                "sub/../../a.zip",
                "/a.zip",
                "/etc/cron.d/a",
                "../out/..",
                "/srv/out/..",
                "/tmp/other.zip",
                "../out/../a.zip",
                "../out/sub/a.zip"
            })
    void writesNowhereElse(String file) {
        assertThatThrownBy(() -> given.checkWrite(file))
                .hasMessageContaining("writes where it was not told to");
    }
}
