package dev.gatehouse.shim.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.TestingBroker;
import dev.gatehouse.shim.console.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static Answer read(byte[] bytes, String method) throws IOException {
        return AnswerReader.read(new ByteArrayInputStream(bytes), method, () -> {});
    }

    private static String body(String answer) throws IOException {
        byte[] body = read(TestingBroker.bytes(answer), "GET").body().readAllBytes();
        return new String(body, StandardCharsets.UTF_8);
    }

    @Test
    void readsABodyOfItsLengthAndNothingAfterIt() throws IOException {
        assertThat(body("HTTP/1.1 200 OK\nContent-Length: 3\n\nabcdef")).isEqualTo("abc");
    }

    @Test
    void putsChunksTogetherAndDropsExtensionsAndTrailers() throws IOException {
        String chunks = "3;name=value\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n";

        assertThat(body("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n" + chunks))
                .isEqualTo("abcde");
    }

    @Test
    void readsToTheEndWhereNoLengthIsSaid() throws IOException {
        assertThat(body("HTTP/1.1 200\n\nabc")).isEqualTo("abc");
    }

    @Test
    void skipsInterimAnswers() throws IOException {
        String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";
        byte[] bytes =
                (interim + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(read(bytes, "GET").head().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content", "304 Not Modified"})
    void expectsNoBodyWhereThereIsNone(String status) throws IOException {
        assertThat(body("HTTP/1.1 " + status + "\nContent-Length: 5\n\n")).isEmpty();
    }

    @Test
    void expectsNoBodyAfterHead() throws IOException {
        byte[] bytes = TestingBroker.bytes("HTTP/1.1 200 OK\nContent-Length: 5\n\n");

        assertThat(read(bytes, "HEAD").body().readAllBytes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 20 OK\n\n",
                "HTTP/1.1 2000 OK\n\n",
                "HTTP/1.1 099 Low\n\n",
                "HTTP/1.0 200 OK\n\n",
                "HTTP/2 200 OK\n\n",
                "ICY 200 OK\n\n",
                "HTTP/1.1  200 OK\n\n",
                "HTTP/1.1 200 O\u0001K\n\n",
                "HTTP/1.1 101 Switching Protocols\n\n",
                "HTTP/1.1 200 OK\nName : value\n\n",
                "HTTP/1.1 200 OK\n: value\n\n",
                "HTTP/1.1 200 OK\nno colon\n\n",
                "HTTP/1.1 200 OK\nA: b\n folded\n\n",
                "HTTP/1.1 200 OK\nA: b\u0000c\n\n",
                "HTTP/1.1 200 OK\nA: b\rc\n\n",
                "HTTP/1.1 200 OK\nContent-Length: 3\nContent-Length: 3\n\nabc",
                "HTTP/1.1 200 OK\nContent-Length: 3, 3\n\nabc",
                "HTTP/1.1 200 OK\nContent-Length: 3\nTransfer-Encoding: chunked\n\n0\r\n\r\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: gzip, chunked\n\n0\r\n\r\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: identity\n\n",
                "HTTP/1.1 200 OK\nContent-Length: -1\n\n",
                "HTTP/1.1 200 OK\nContent-Length: +3\n\nabc",
                "HTTP/1.1 200 OK\nContent-Length: 0x3\n\nabc",
                "HTTP/1.1 200 OK\nContent-Length:\n\n",
                "HTTP/1.1 200 OK\nContent-Length: 99999999999999999999\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n-1\r\n\r\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n\r\n\r\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n0x1\r\na\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n1\r\nab\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n1\na\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nffffffffffffffff\r\na",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n\uff11\r\na\r\n0\r\n\r\n",
            })
    void refusesWhatCouldBeUnderstoodInTwoWays(String answer) {
        assertThatThrownBy(() -> body(answer))
                .as("an answer whose framing is in doubt must not be printed as if it were whole")
                .isInstanceOf(Failure.class)
                .hasMessageContaining("not HTTP/1.1 as expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 O",
                "HTTP/1.1 200 OK\nContent-Length: 3\n",
                "HTTP/1.1 200 OK\nContent-Length: 3\n\nab",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\r\nab",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\r\nabc\r\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\r\nabc\r\n0\r\n",
            })
    void saysSoWhereTheAnswerBreaksOff(String answer) {
        assertThatThrownBy(() -> body(answer))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
                .hasMessageContaining("broke off");
    }

    @Test
    void refusesAHeadWithoutEnd() {
        String head = "HTTP/1.1 200 OK\nA: " + "x".repeat(HeadReader.LIMIT_BYTES) + "\n\n";

        assertThatThrownBy(() -> body(head)).hasMessageContaining("head of more than");
    }

    @Test
    void refusesEndlessInterimAnswers() {
        byte[] bytes = "HTTP/1.1 100 Continue\r\n\r\n".repeat(50).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> read(bytes, "GET")).hasMessageContaining("status 100");
    }

    @Property(tries = 2_000)
    void neverFailsInAnotherWay(@ForAll @Size(max = 80) byte[] noise, @ForAll boolean chunked) {
        String framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: 40";
        byte[] head =
                ("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] answer = Arrays.copyOf(head, head.length + noise.length);
        System.arraycopy(noise, 0, answer, head.length, noise.length);

        assertReadOrFailure(answer);
        assertReadOrFailure(noise);
    }

    private static void assertReadOrFailure(byte[] bytes) {
        try {
            read(bytes, "GET").body().readAllBytes();
        } catch (Failure failure) {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        } catch (IOException e) {
            throw new AssertionError("not a Failure", e);
        }
    }

    @Property(tries = 500)
    void readsAnyBodyInAnyChunks(
            @ForAll @Size(max = 300) byte[] body, @ForAll @IntRange(min = 1, max = 50) int chunk)
            throws IOException {
        StringBuilder wire =
                new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        String text = new String(body, StandardCharsets.ISO_8859_1);
        for (int at = 0; at < text.length(); at += chunk) {
            String piece = text.substring(at, Math.min(text.length(), at + chunk));
            wire.append(Integer.toHexString(piece.length())).append("\r\n").append(piece);
            wire.append("\r\n");
        }
        wire.append("0\r\n\r\n");

        byte[] read =
                read(wire.toString().getBytes(StandardCharsets.ISO_8859_1), "GET")
                        .body()
                        .readAllBytes();

        assertThat(read).isEqualTo(body);
    }
}
