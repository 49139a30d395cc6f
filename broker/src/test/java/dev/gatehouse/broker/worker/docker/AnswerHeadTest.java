package dev.gatehouse.broker.worker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers of an engine, whole and broken. `~` stands for CR and LF.
class AnswerHeadTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    HTTP/1.1 200 OK~Content-Length: 3~~abcdef                        | abc
                    HTTP/1.1 200 OK~content-length:  3 ~~abcdef                      | abc
                    HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abc~2~de~0~~tail   | abcde
                    HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3;x=y~abc~0~T: 1~~   | abc
                    HTTP/1.1 200 OK~Content-Type: application/octet-stream~~abcdef   | abcdef
                    HTTP/1.1 204 No Content~~rest                                    | ''
                    """)
    void readsABodyAsItIsFramed(String answer, String body) throws IOException {
        InputStream in = stream(answer);

        assertThat(AnswerHead.read(in).body(in).readAllBytes())
                .as("RFC 9112, 6.3")
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK~Content-Length: 9~~abc",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~ab",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abc~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abcd~0~~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~x~abc~0~~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~-3~abc~0~~",
                "HTTP/1.1 200 OK~Content-Length: three~~abc",
            })
    void aBodyThatIsNotWholeIsAnError(String answer) {
        assertThatThrownBy(
                        () -> {
                            InputStream in = stream(answer);
                            AnswerHead.read(in).body(in).readAllBytes();
                        })
                .as("never a shorter body")
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK~", "SSH-2.0-x~~", "HTTP/1.1 abc~~", "HTTP/1.1~~"})
    void whatIsNoAnswerIsAnError(String answer) {
        assertThatThrownBy(() -> AnswerHead.read(stream(answer))).isInstanceOf(IOException.class);
    }

    @Test
    void aHeadHasAnEnd() {
        assertThatThrownBy(
                        () -> AnswerHead.read(stream("HTTP/1.1 200 OK~A: " + "x".repeat(70_000))))
                .as("memory is not for the engine to fill")
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than");
    }

    private static InputStream stream(String answer) {
        return new ByteArrayInputStream(
                answer.replace("~", "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
