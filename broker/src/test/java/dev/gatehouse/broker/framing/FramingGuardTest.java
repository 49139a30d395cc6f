package dev.gatehouse.broker.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings(
        "cast") // without the casts javac finds assertThat ambiguous, with them it calls them
// redundant
class FramingGuardTest {
    private static final String GOOD = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private final EmbeddedChannel channel =
            new EmbeddedChannel(new FramingGuard(new RequestGrammar()));

    @AfterEach
    void finish() {
        channel.finishAndReleaseAll();
    }

    @Test
    void passesGoodBytesAsTheyAre() {
        ByteBuf bytes = read(GOOD);

        assertThat(channel.<ByteBuf>readInbound()).isSameAs(bytes);
        assertThat(bytes.toString(StandardCharsets.US_ASCII)).isEqualTo(GOOD);
        assertThat(bytes.refCnt()).as("the next handler owns it").isEqualTo(1);
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @Test
    void passesNothingOfAReadThatBreaks() {
        ByteBuf bytes = read(GOOD + "GET / HTTP/1.0\r\n");

        assertThat(channel.<Object>readInbound())
                .as("not even the good request before it")
                .isEqualTo(new BrokenRequest("a protocol version other than HTTP/1.1"));
        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(bytes.refCnt()).isZero();
    }

    @Test
    void dropsWhatComesAfterABreak() {
        read("GET / HTTP/1.0\r\n");
        channel.readInbound();

        ByteBuf later = read(GOOD);
        ByteBuf broken = read("\n");

        assertThat(channel.<Object>readInbound()).as("one answer, then silence").isNull();
        assertThat(later.refCnt()).isZero();
        assertThat(broken.refCnt()).isZero();
    }

    @Test
    void findsABreakBehindABodyOfTheSameRead() {
        read(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n\n\n\nGET / HTTP/1.1\r\nHost: a\n");

        assertThat(channel.<Object>readInbound())
                .isEqualTo(new BrokenRequest("a control or non-ASCII byte in the head"));
    }

    @Test
    void looksOnlyBetweenTheReaderAndTheWriterIndex() {
        ByteBuf bytes = Unpooled.copiedBuffer("\n\n" + GOOD + "\n\n", StandardCharsets.US_ASCII);
        bytes.setIndex(2, bytes.writerIndex() - 2);

        channel.writeInbound(bytes);

        assertThat(channel.<ByteBuf>readInbound()).isSameAs(bytes);
        bytes.release();
    }

    @Test
    void doesNotLookIntoABodyOverManyReads() {
        read("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n");
        for (int i = 0; i < 10; i++) {
            read("\n\0\r:\u007f\n\n\n\n\n");
        }
        read(GOOD);

        assertThat(channel.inboundMessages())
                .hasSize(12)
                .allSatisfy(message -> assertThat(message).isInstanceOf(ByteBuf.class));
    }

    @Test
    void keepsWhatComesBehindAConnectUntilItIsRemoved() {
        FramingGuard guard = new FramingGuard(RequestGrammar.ofProxy());
        EmbeddedChannel proxy = new EmbeddedChannel(guard);
        String connect = "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n";

        proxy.writeInbound(bytes(GOOD + connect + "\u0016\n\0"));
        proxy.writeInbound(bytes("\u0016more"));

        assertThat(text(proxy)).as("up to the end of the head").isEqualTo(GOOD + connect);
        assertThat(proxy.<Object>readInbound()).isNull();
        proxy.pipeline().remove(guard);
        assertThat(text(proxy)).isEqualTo("\u0016\n\0\u0016more");
        proxy.finishAndReleaseAll();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "CONNECT a:1 HTTP/1.0, true",
        "GET http://a/ HTTP/1.0, false",
        "CONNECT a:1 HTTP/0.9, false",
        "connect a:1 HTTP/1.0, false"
    })
    void letsAProxyBeAskedForTunnelsAsPythonAsks(String line, boolean passes) {
        EmbeddedChannel proxy = new EmbeddedChannel(new FramingGuard(RequestGrammar.ofProxy()));

        proxy.writeInbound(bytes(line + "\r\n\r\n"));
        read(line + "\r\n\r\n");

        assertThat(proxy.inboundMessages().peek() instanceof ByteBuf)
                .as("without Host, which HTTP/1.0 does not know")
                .isEqualTo(passes);
        assertThat(channel.<Object>readInbound())
                .as("elsewhere nothing of HTTP/1.0 passes")
                .isInstanceOf(BrokenRequest.class);
        proxy.finishAndReleaseAll();
    }

    @Test
    void releasesWhatItKeptWhenTheConnectionEnds() {
        EmbeddedChannel proxy = new EmbeddedChannel(new FramingGuard(RequestGrammar.ofProxy()));
        ByteBuf bytes = bytes("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\nmore");
        proxy.writeInbound(bytes);

        proxy.finishAndReleaseAll();

        assertThat(bytes.refCnt()).isZero();
    }

    @Test
    void looksOnBehindAConnectWhereNoneCanBeGranted() {
        read("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n\u0016");

        assertThat(channel.<Object>readInbound())
                .isEqualTo(new BrokenRequest("a control or non-ASCII byte in the head"));
    }

    private static String text(EmbeddedChannel channel) {
        ByteBuf bytes = channel.readInbound();
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        bytes.release();
        return text;
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    private ByteBuf read(String text) {
        ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
        channel.writeInbound(bytes);
        return bytes;
    }
}
