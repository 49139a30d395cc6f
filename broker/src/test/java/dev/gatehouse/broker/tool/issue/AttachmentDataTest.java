package dev.gatehouse.broker.tool.issue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.tool.forge.Forge;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class AttachmentDataTest {
    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "Screen shot (2).png", "größe_1.csv", "2026-01-01.log"})
    void keepsAPlainName(String name) {
        assertThat(AttachmentData.fileName(named(name))).isEqualTo(name);
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
    void givesAllOthersANameOfItsOwn(String name) {
        assertThat(AttachmentData.fileName(named(name)))
                .as("whoever attached it must not choose where it is written")
                .isEqualTo("attachment-7");
    }

    private static ObjectNode named(String name) {
        return AttachmentData.of(Forge.object().put("id", 7).put("name", name), 0);
    }
}
