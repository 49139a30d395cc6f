package dev.gatehouse.broker.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestGrammarTest {
    private static final String HOST = "Host: gatehouse\r\n";
    private static final String CONTROL = "a control or non-ASCII byte in the head";
    private static final String REQUEST_LINE =
            "a request line that is not 'METHOD TARGET HTTP/1.1'";
    private static final String VERSION = "a protocol version other than HTTP/1.1";
    private static final String FIELD = "a header line that is not 'Name: value'";
    private static final String LENGTH = "a Content-Length that is not 1 to 15 digits";
    private static final String CODING = "a Transfer-Encoding other than one 'chunked'";
    private static final String CHUNK_SIZE = "a chunk size that is not hexadecimal digits only";
    private static final String CHUNK_END = "a chunk or trailer that does not end where it says";
    private static final String UPGRADE = "an upgrade of the protocol";
    private static final String LONE_CR = "a CR without LF";

    @ParameterizedTest(name = "{0}")
    @MethodSource({"requestLines", "fields", "framings", "chunks"})
    void refuses(String what, String request, String problem) {
        assertThat(TestingFraming.of(request).problem()).as(what).contains(problem);
    }

    static Stream<Arguments> requestLines() {
        return Stream.of(
                arguments("a line ended by LF alone", "GET / HTTP/1.1\n" + HOST, CONTROL),
                arguments("a CR inside the line", "GET /\r HTTP/1.1\r\n" + HOST, LONE_CR),
                arguments("two CR before the LF", "GET / HTTP/1.1\r\r\n" + HOST, LONE_CR),
                arguments("an empty line first", "\r\nGET / HTTP/1.1\r\n" + HOST, REQUEST_LINE),
                arguments("a space first", " GET / HTTP/1.1\r\n", REQUEST_LINE),
                arguments("two spaces", "GET  / HTTP/1.1\r\n", REQUEST_LINE),
                arguments("two spaces before the version", "GET /  HTTP/1.1\r\n", REQUEST_LINE),
                arguments("a space at the end", "GET / HTTP/1.1 \r\n", REQUEST_LINE),
                arguments("a space in the target", "GET /a b HTTP/1.1\r\n", REQUEST_LINE),
                arguments("a tab for a space", "GET\t/ HTTP/1.1\r\n", REQUEST_LINE),
                arguments("a tab in the target", "GET /\ta HTTP/1.1\r\n", REQUEST_LINE),
                arguments("a method that is no token", "G(T / HTTP/1.1\r\n", REQUEST_LINE),
                arguments("no version (HTTP/0.9)", "GET /\r\n", REQUEST_LINE),
                arguments("no target", "GET HTTP/1.1\r\n", REQUEST_LINE),
                arguments("NUL in the target", "GET /\0 HTTP/1.1\r\n", CONTROL),
                arguments("DEL in the target", "GET /\u007f HTTP/1.1\r\n", CONTROL),
                arguments("a vertical tab", "GET\u000b/ HTTP/1.1\r\n", CONTROL),
                arguments("UTF-8 in the target", "GET /\u00c3\u00bc HTTP/1.1\r\n", CONTROL),
                arguments("a no-break space", "GET\u00a0/ HTTP/1.1\r\n", CONTROL),
                arguments("HTTP/1.0", "GET / HTTP/1.0\r\n", VERSION),
                arguments("HTTP/2.0", "GET / HTTP/2.0\r\n", VERSION),
                arguments("HTTP/1.10", "GET / HTTP/1.10\r\n", VERSION),
                arguments("HTTP/01.1", "GET / HTTP/01.1\r\n", VERSION),
                arguments("a version in lower case", "GET / http/1.1\r\n", VERSION),
                arguments("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", VERSION),
                arguments("a TLS hello", "\u0016\u0003\u0001\u0002\0", CONTROL),
                arguments(
                        "a request line of 9 KiB",
                        "GET /" + "a".repeat(9 << 10) + " HTTP/1.1\r\n",
                        "a request line of more than 8192 bytes"));
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                field("a fold", HOST + "A: b\r\n c\r\n", "a folded header line"),
                field("a fold by tab", HOST + "A: b\r\n\tc\r\n", "a folded header line"),
                field("a fold first", " Host: x\r\n", "a folded header line"),
                field("a space before the colon", "Host : x\r\n", FIELD),
                field("a tab before the colon", "Transfer-Encoding\t: chunked\r\n", FIELD),
                field("no colon", HOST + "Content-Length 5\r\n", FIELD),
                field("no name", HOST + ": x\r\n", FIELD),
                field("a name that is no token", HOST + "Content-Length(: 5\r\n", FIELD),
                field("bare LF", "Host: x\nContent-Length: 5\r\n", CONTROL),
                field("bare CR", "Host: x\rContent-Length: 5\r\n", LONE_CR),
                field("NUL in a value", HOST + "A: b\0\r\n", CONTROL),
                field("NUL in a name", HOST + "A\0: b\r\n", CONTROL),
                field("Latin-1 in a value", HOST + "A: \u00fc\r\n", CONTROL),
                field("an LF before the end", HOST + "\n", CONTROL),
                field("no Host", "A: b\r\n\r\n", "no Host"),
                field("two Host", HOST + "hOST: x\r\n", "more than one Host"),
                field("a Trailer", HOST + "Trailer: Content-Length\r\n", "a Trailer header"),
                field("an Upgrade", HOST + "Upgrade: h2c\r\n", UPGRADE),
                field("HTTP2-Settings", HOST + "HTTP2-Settings: AAMAAABk\r\n", UPGRADE),
                field(
                        "the old WebSocket handshake, which Netty gives a body of 8 bytes",
                        HOST + "Sec-WebSocket-Key1: a\r\n",
                        UPGRADE),
                field("its other half", HOST + "sec-websocket-key2: a\r\n", UPGRADE),
                field(
                        "101 header lines",
                        HOST + "A: b\r\n".repeat(100) + "\r\n",
                        "more than 100 header lines"),
                field(
                        "a head of 33 KiB",
                        HOST + ("A: " + "b".repeat(1021) + "\r\n").repeat(33),
                        "a head of more than 32768 bytes"));
    }

    static Stream<Arguments> framings() {
        return Stream.of(
                framing("+5", LENGTH),
                framing("-1", LENGTH),
                framing("5, 5", LENGTH),
                framing("0x5", LENGTH),
                framing(" 5 5", LENGTH),
                framing("5.0", LENGTH),
                framing("5;", LENGTH),
                framing("", LENGTH),
                framing("0".repeat(16), LENGTH),
                framing("18446744073709551617", LENGTH),
                field(
                        "two Content-Length that agree",
                        HOST + "Content-Length: 5\r\ncontent-length: 5\r\n",
                        "more than one Content-Length"),
                field(
                        "Content-Length, then Transfer-Encoding",
                        HOST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "both Content-Length and Transfer-Encoding"),
                field(
                        "Transfer-Encoding, then Content-Length",
                        HOST + "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n",
                        "both Content-Length and Transfer-Encoding"),
                arguments(
                        "a CONNECT with a Content-Length",
                        "CONNECT a:1 HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\n\r\n",
                        "a body behind a CONNECT"),
                arguments(
                        "a CONNECT in chunks",
                        "CONNECT a:1 HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n",
                        "a body behind a CONNECT"),
                field(
                        "two Transfer-Encoding",
                        HOST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                        CODING),
                coding("gzip, chunked"),
                coding("chunked, chunked"),
                coding("chunked,"),
                coding("xchunked"),
                coding("Chunked"),
                coding("identity"),
                coding("chunked;q=1"),
                coding("\"chunked\""),
                coding("chunk ed"),
                coding(""));
    }

    static Stream<Arguments> chunks() {
        return Stream.of(
                chunk("an extension", "5;a=b\r\nhello\r\n", CHUNK_SIZE),
                chunk("a space before the size", " 5\r\nhello\r\n", CHUNK_SIZE),
                chunk("a space after the size", "5 \r\nhello\r\n", CHUNK_SIZE),
                chunk("a plus", "+5\r\nhello\r\n", CHUNK_SIZE),
                chunk("a minus", "-5\r\nhello\r\n", CHUNK_SIZE),
                chunk("0x", "0x5\r\nhello\r\n", CHUNK_SIZE),
                chunk("an underscore", "5_0\r\n", CHUNK_SIZE),
                chunk("digits that are not ASCII", "\u00b2\r\n", CHUNK_SIZE),
                chunk("size ended by LF", "5\nhello\r\n", CHUNK_SIZE),
                chunk("no size", "\r\nhello\r\n", "an empty chunk size"),
                chunk("CR without LF after the size", "5\rhello\r\n", LONE_CR),
                chunk("a size that overflows 32 bits", "100000005\r\n", moreDigits()),
                chunk("a size that overflows 64 bits", "f".repeat(17), moreDigits()),
                chunk("many zeros", "00000000", moreDigits()),
                chunk("data longer than said", "5\r\nhellox\r\n", CHUNK_END),
                chunk("LF after the data", "5\r\nhello\n0\r\n\r\n", CHUNK_END),
                chunk("nothing after the data", "5\r\nhello0\r\n\r\n", CHUNK_END),
                chunk("a trailer", "0\r\nContent-Length: 5\r\n\r\n", CHUNK_END),
                chunk("the end by LF", "0\r\n\n", CHUNK_END),
                chunk("CR without LF at the end", "0\r\n\rG", LONE_CR));
    }

    @Test
    void acceptsRequestsOneAfterTheOther() {
        String pipelined =
                "GET / HTTP/1.1\r\n"
                        + HOST
                        + "\r\nPOST /a?b=%20c HTTP/1.1\r\n"
                        + HOST
                        + "Content-Length: 5\r\n\r\nhello"
                        + "PUT /b HTTP/1.1\r\n"
                        + HOST
                        + "transfer-encoding:\tchunked \r\n\r\n5\r\nhello\r\n00A\r\n, my world\r\n0\r\n\r\nDELETE /c HTTP/1.1\r\n"
                        + HOST
                        + "Content-Length: 00\r\n\r\nPOST /d HTTP/1.1\r\n"
                        + HOST
                        + "Content-Length: 2\r\n\r\n\r\n";

        TestingFraming framing = TestingFraming.of(pipelined);

        assertThat(framing.problem()).isEmpty();
        assertThat(framing.bodies()).containsExactly("", "hello", "hello, my world", "", "\r\n");
    }

    @Test
    void forgetsTheFramingOfTheRequestBefore() {
        String chunked =
                "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
        String counted = "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\n\r\nx";

        assertThat(TestingFraming.of(chunked + counted + chunked + counted))
                .isEqualTo(new TestingFraming(List.of("", "x", "", "x"), Optional.empty()));
        assertThat(TestingFraming.of(counted + "POST / HTTP/1.1\r\n\r\n").problem())
                .as("the Host of the request before does not count")
                .contains("no Host");
    }

    @Test
    void takesHeadsUpToTheLimits() {
        String line = "GET /" + "a".repeat(RequestGrammar.MAX_REQUEST_LINE_BYTES - 14);
        assertThat(TestingFraming.of(line + " HTTP/1.1\r\n" + HOST + "\r\n").problem()).isEmpty();
        assertThat(TestingFraming.of(line + "a HTTP/1.1\r\n").problem())
                .contains("a request line of more than 8192 bytes");

        String fields = "A: b\r\n".repeat(RequestGrammar.MAX_FIELDS - 1);
        assertThat(TestingFraming.of("GET / HTTP/1.1\r\n" + HOST + fields + "\r\n").problem())
                .isEmpty();
    }

    @Test
    void knowsWhetherItIsInsideARequest() {
        RequestGrammar grammar = new RequestGrammar();
        assertThat(grammar.isInsideHead()).as("between requests").isFalse();

        feed(grammar, "POST / HTTP/1.1\r");
        assertThat(grammar.isInsideHead()).isTrue();
        assertThat(grammar.isInsideBody()).isFalse();

        feed(grammar, "\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n");
        assertThat(grammar.isInsideHead()).isFalse();
        assertThat(grammar.isInsideBody()).as("before the first chunk").isTrue();

        feed(grammar, "0\r\n\r");
        assertThat(grammar.isInsideBody()).as("one byte before the end").isTrue();

        feed(grammar, "\n");
        assertThat(grammar.isInsideBody()).isFalse();
        assertThat(grammar.isInsideHead()).isFalse();
    }

    private static void feed(RequestGrammar grammar, String text) {
        for (byte octet : TestingFraming.bytes(text)) {
            assertThat(grammar.accept(octet)).isEmpty();
        }
    }

    private static String moreDigits() {
        return "a chunk size of more than 7 digits";
    }

    private static Arguments field(String what, String fields, String problem) {
        return arguments(what, "POST / HTTP/1.1\r\n" + fields, problem);
    }

    private static Arguments framing(String length, String problem) {
        return field(
                "Content-Length: " + length, HOST + "Content-Length: " + length + "\r\n", problem);
    }

    private static Arguments coding(String coding) {
        return field(
                "Transfer-Encoding: " + coding,
                HOST + "Transfer-Encoding: " + coding + "\r\n",
                CODING);
    }

    private static Arguments chunk(String what, String body, String problem) {
        return field(what, HOST + "Transfer-Encoding: chunked\r\n\r\n" + body, problem);
    }
}
