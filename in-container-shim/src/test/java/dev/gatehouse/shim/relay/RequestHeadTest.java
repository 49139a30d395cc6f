package dev.gatehouse.shim.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.shim.exchange.Header;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
    private static InputStream source(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void passesOnWhatIsForTheBroker() throws IOException {
        String received =
                """
                POST /o/r.git/git-receive-pack HTTP/1.1
                Host: 127.0.0.1:1
                gatehouse-loopback: s
                GATEHOUSE-Base: http://evil.test
                Connection: Upgrade
                Upgrade: h2c
                HTTP2-Settings: x
                Expect: 100-continue
                Authorization: Basic eDp5
                Cookie: a=b
                Sudo: root
                X-Gitea-OTP: 123456
                X-WebAuth-User: root
                Signature: x
                Transfer-Encoding: chunked
                Git-Protocol: version=2

                """;

        RequestHead head = RequestHead.read(source(received.replace("\n", "\r\n")));

        assertThat(
                        head.forBroker(List.of(new Header("Gatehouse-Base", "http://127.0.0.1:1")))
                                .replace("\r\n", "\n"))
                .isEqualTo(
                        """
                        POST /o/r.git/git-receive-pack HTTP/1.1
                        Host: gatehouse
                        Connection: close
                        Gatehouse-Base: http://127.0.0.1:1
                        Transfer-Encoding: chunked
                        Git-Protocol: version=2

                        """);
    }

    @Test
    void leavesTheBodyUnread() throws IOException {
        InputStream source = source("GET / HTTP/1.1\r\n\r\nbody");

        RequestHead.read(source);

        assertThat(source.readAllBytes()).asString().isEqualTo("body");
    }

    @Test
    void takesAFieldThatIsThereTwiceForNone() throws IOException {
        RequestHead head = RequestHead.read(source("GET / HTTP/1.1\r\nA: 1\r\na: 2\r\n\r\n"));

        assertThat(head.value("A")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "GET / HTTP/1.1\r\n",
                "GET / HTTP/1.1\n\n",
                "GET / HTTP/1.1\r\nA: 1\n\r\n",
                "GET / HTTP/1.1\r\nA: 1\rB: 2\r\n\r\n",
                "GET / HTTP/1.1\r\nA : 1\r\n\r\n",
                "GET / HTTP/1.1\r\n folded\r\n\r\n",
                "GET / HTTP/1.1\r\nA: \u0000\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET  / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "GET /\r\n\r\n",
                "GET HTTP/1.1\r\n\r\n",
                " HTTP/1.1\r\n\r\n",
                "TRACE / HTTP/1.1\r\n\r\n",
                "get / HTTP/1.1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\ncontent-length: 1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1, 1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length:\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1234567890123456789\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: identity\r\n\r\n",
                "CONNECT a:1 HTTP/1.1\r\n\r\n",
                "GET http://x/ HTTP/1.1\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\n"
            })
    void refusesWhatHasNoSingleMeaning(String text) {
        assertThatThrownBy(() -> RequestHead.read(source(text)))
                .isInstanceOf(MalformedRequest.class);
    }

    @Test
    void refusesAHeadWithoutEnd() {
        String endless = "GET / HTTP/1.1\r\nA: " + "a".repeat(RequestHead.LIMIT_BYTES);

        assertThatThrownBy(() -> RequestHead.read(source(endless)))
                .isInstanceOf(MalformedRequest.class)
                .hasMessage("too long");
    }

    @Property
    void readsOrRefusesWhateverComes(@ForAll byte[] bytes) throws IOException {
        try {
            RequestHead.read(new ByteArrayInputStream(bytes));
        } catch (MalformedRequest _) {
            // Nothing else may come of it.
        }
    }
}
