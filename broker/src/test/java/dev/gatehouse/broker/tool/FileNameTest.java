package dev.gatehouse.broker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.txt",
                "Screen shot (2).png",
                "größe_1.csv",
                "2026-01-01.log",
                "tool_1.0~rc1.deb"
            })
    void isPlain(String name) {
        assertThat(FileName.isPlain(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                ".bashrc",
                ".git/config",
                "../a",
                "/etc/passwd",
                "a/b",
                "a\\b",
                "-",
                "-rf",
                "--output=x",
                "a\nb",
                "a\u0000b",
                "\u202egnp.exe",
                "a\u001b[2J",
                "~",
                "$(x)"
            })
    void isNotPlain(String name) {
        assertThat(FileName.isPlain(name))
                .as("who named it must not choose where it is written")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"a.txt,a.txt", "out/a.txt,a.txt", "/tmp/x/tool 1.zip,tool 1.zip"})
    void isTheLastPartOfAPath(String path, String name) {
        assertThat(FileName.of(path)).isEqualTo(name);
    }
}
