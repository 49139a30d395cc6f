package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SocketPathTest {
    private static final String BELOW_RUNTIME_DIRECTORY = "/agents/dev/forge.sock";

    @Test
    void acceptsASocketPathOfAsManyBytesAsLinuxTakes() {
        assertThat(TestingConfiguration.problems(withSocketPathOf(107, "r"))).isEmpty();
    }

    @Test
    void refusesOneByteMore() {
        assertThat(TestingConfiguration.problems(withSocketPathOf(108, "r")))
                .as("bind(2) would fail, after the operator has gone")
                .singleElement()
                .asString()
                .contains("would be 108 bytes long");
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertThat(TestingConfiguration.problems(withSocketPathOf(109, "\u00E9")))
                .as("a letter of two bytes")
                .singleElement()
                .asString()
                .contains("would be 109 bytes long");
    }

    private static String withSocketPathOf(int bytes, String letter) {
        int room = bytes - BELOW_RUNTIME_DIRECTORY.length() - 1;
        int letterBytes = letter.getBytes(StandardCharsets.UTF_8).length;
        String directory = "/" + letter.repeat(room / letterBytes);
        return "runtime-dir: " + directory + "\n" + TestingConfiguration.VALID;
    }
}
