package dev.gatehouse.broker.git;

import static dev.gatehouse.broker.git.TestingPackets.DELIMITER;
import static dev.gatehouse.broker.git.TestingPackets.FLUSH;
import static dev.gatehouse.broker.git.TestingPackets.bytes;
import static dev.gatehouse.broker.git.TestingPackets.packet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackStreamTest {
    private static final String SECTION = packet("packfile\n");
    private static final String ANSWER =
            SECTION
                    + packet("\2counting\n")
                    + packet("\1PACK")
                    + packet("\1")
                    + packet("\1more")
                    + FLUSH;

    @Test
    void writesThePackInWhateverPiecesItComes() throws IOException {
        for (int piece = 1; piece <= ANSWER.length(); piece++) {
            assertThat(pack(ANSWER, piece)).as("pieces of " + piece).isEqualTo("PACKmore");
        }
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsNoPack(String answer) {
        assertThatThrownBy(() -> pack(answer, 7))
                .isInstanceOf(NotGit.class)
                .message()
                .as("the forge's words stay behind")
                .doesNotContain("secret");
    }

    static Stream<String> refusesWhatIsNoPack() {
        return Stream.of(
                "",
                FLUSH,
                "<html>",
                packet("ERR secret"),
                SECTION + packet("\3secret"),
                SECTION + packet("ERR secret"),
                SECTION + packet("\1PACK"),
                SECTION + packet("\1PACK") + "00",
                SECTION + packet("\1PACK") + DELIMITER,
                SECTION + packet("\0PACK") + FLUSH,
                packet("acknowledgments") + packet("NAK") + DELIMITER + ANSWER,
                ANSWER + "0",
                ANSWER + ANSWER);
    }

    private static String pack(String answer, int piece) throws IOException {
        PackStream stream = new PackStream();
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        byte[] bytes = bytes(answer);
        for (int at = 0; at < bytes.length; at += piece) {
            stream.accept(bytes, at, Math.min(piece, bytes.length - at), pack);
        }
        stream.end();
        return pack.toString(StandardCharsets.ISO_8859_1);
    }
}
