package dev.gatehouse.broker.tool.issue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.tool.forge.Forge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class AttachmentDataTest {
    @Test
    void keepsAPlainName() {
        assertThat(AttachmentData.fileName(named("a.txt"))).isEqualTo("a.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".bashrc", "../a", "-rf"})
    void givesAllOthersANameOfItsOwn(String name) {
        assertThat(AttachmentData.fileName(named(name)))
                .as("whoever attached it must not choose where it is written")
                .isEqualTo("attachment-7");
    }

    private static ObjectNode named(String name) {
        return AttachmentData.of(Forge.object().put("id", 7).put("name", name), 0);
    }
}
