package dev.gatehouse.shim.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.shim.console.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgeUrlTest {
    @Test
    void knowsTheHostWithoutItsPort() throws Failure {
        assertThat(ForgeUrl.parse("https://forge.test:3000/git"))
                .isEqualTo(new ForgeUrl("https://forge.test:3000/git/", "forge.test"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "forge.test",
                "ftp://forge.test",
                "https://",
                "https:///x",
                "https://u@forge.test",
                "https://forge.test/#x",
                "https://forge.test/\"",
                "https://forge.test/\n[core]"
            })
    void refusesWhatGitsConfigurationWouldReadInAnotherWay(String text) {
        assertThatThrownBy(() -> ForgeUrl.parse(text)).isInstanceOf(Failure.class);
    }
}
