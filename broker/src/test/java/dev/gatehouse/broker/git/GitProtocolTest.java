package dev.gatehouse.broker.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitProtocolTest {
    @ParameterizedTest
    @ValueSource(strings = {"version=1", "version=2"})
    void aVersionGoesOn(String header) {
        assertThat(GitProtocol.version(header)).contains(header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "version=0",
                "version=3",
                "version=2:x=y",
                "Version=2",
                "version=2\r\nA: b"
            })
    void nothingElseGoesOn(String header) {
        assertThat(GitProtocol.version(header)).isEmpty();
    }
}
