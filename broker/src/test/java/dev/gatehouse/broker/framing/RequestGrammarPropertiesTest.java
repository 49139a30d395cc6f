package dev.gatehouse.broker.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// The decoder behind the guard must see what the guard saw.
class RequestGrammarPropertiesTest {
    private static final List<String> SEEDS =
            List.of(
                    "GET /api/v1/version HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n",
                    "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello\r\n0\r\n\r",
                    "PUT /b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA\r\n0123456789\r\n0\r\n\r\n",
                    "DELETE /c?d=e HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    /// Pieces at which parsers have disagreed.
    private static final List<String> PIECES =
            List.of(
                    "\r",
                    "\n",
                    "\r\n",
                    " ",
                    "\t",
                    ":",
                    "0",
                    "1",
                    "f",
                    ";",
                    ",",
                    "+",
                    "-",
                    "\0",
                    "\u000b",
                    "\u000c",
                    "\u0085",
                    "\u00a0",
                    "_",
                    "x",
                    "\r\n\r\n",
                    "0\r\n\r\n",
                    "Content-Length: 3\r\n",
                    "Transfer-Encoding: chunked\r\n",
                    "Transfer-Encoding: identity\r\n",
                    "Connection: close, Transfer-Encoding\r\n",
                    "Expect: 100-continue\r\n",
                    "Sec-WebSocket-Key1: 1\r\n",
                    "Sec-WebSocket-Key2: 2\r\n",
                    "Sec-WebSocket-Version: 13\r\n",
                    "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                    "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n");

    /// What a decoder made of the bytes.
    record Decoded(List<String> bodies, boolean failed, Optional<Object> broken) {}

    @Property(tries = 2000)
    void nettyFramesWhatPassesAsTheGrammarDoes(
            @ForAll long seed, @ForAll @IntRange(max = 4) int edits) {
        byte[] bytes = mutated(new Random(seed), edits);
        TestingFraming framing = TestingFraming.of(bytes);

        Decoded decoded = decoded(bytes);

        assertThat(decoded.failed()).as(text(bytes)).isFalse();
        assertThat(decoded.bodies()).as(text(bytes)).isEqualTo(framing.bodies());
        assertThat(decoded.broken().isPresent()).isEqualTo(framing.problem().isPresent());
    }

    @Property(tries = 500)
    void splittingReadsChangesNothing(
            @ForAll long seed, @ForAll @IntRange(max = 3) int edits, @ForAll long splits) {
        byte[] bytes = mutated(new Random(seed), edits);
        Random random = new Random(splits);
        EmbeddedChannel channel = new EmbeddedChannel(new FramingGuard(new RequestGrammar()));
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(20));
            channel.writeInbound(Unpooled.copiedBuffer(Arrays.copyOfRange(bytes, from, to)));
            from = to;
        }
        boolean broken =
                channel.inboundMessages().stream().anyMatch(BrokenRequest.class::isInstance);
        channel.finishAndReleaseAll();

        assertThat(broken).isEqualTo(TestingFraming.of(bytes).problem().isPresent());
    }

    /// Byte by byte, so that all that comes before the first wrong byte passes.
    private static Decoded decoded(byte[] bytes) {
        EmbeddedChannel channel =
                new EmbeddedChannel(
                        new FramingGuard(new RequestGrammar()),
                        new HttpRequestDecoder(
                                new HttpDecoderConfig()
                                        .setMaxInitialLineLength(9 << 10)
                                        .setMaxHeaderSize(33 << 10)
                                        .setMaxChunkSize(64 << 10)));
        for (byte octet : bytes) {
            channel.writeInbound(Unpooled.copiedBuffer(new byte[] {octet}));
        }
        List<StringBuilder> bodies = new ArrayList<>();
        boolean failed = false;
        Optional<Object> broken = Optional.empty();
        for (Object message : channel.inboundMessages()) {
            if (message instanceof HttpObject object) {
                failed |= object.decoderResult().isFailure();
            } else {
                broken = Optional.of(message);
            }
            if (message instanceof HttpRequest) {
                bodies.add(new StringBuilder());
            }
            if (message instanceof HttpContent content) {
                bodies.getLast().append(content.content().toString(StandardCharsets.ISO_8859_1));
            }
            ReferenceCountUtil.release(message);
        }
        channel.inboundMessages().clear();
        channel.finishAndReleaseAll();
        return new Decoded(bodies.stream().map(StringBuilder::toString).toList(), failed, broken);
    }

    private static byte[] mutated(Random random, int edits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= random.nextInt(3); i++) {
            text.append(SEEDS.get(random.nextInt(SEEDS.size())));
        }
        for (int i = 0; i < edits; i++) {
            int from = random.nextInt(text.length() + 1);
            if (random.nextBoolean()) {
                // At the beginning of a line, where a header line can stand.
                from = Math.max(0, text.indexOf("\r\n", from) + 2) % (text.length() + 1);
            }
            int to = Math.min(text.length(), from + random.nextInt(3));
            String piece =
                    random.nextInt(4) == 0
                            ? String.valueOf((char) random.nextInt(256))
                            : PIECES.get(random.nextInt(PIECES.size()));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.replace(from, to, piece);
                default -> text.insert(from, piece);
            }
        }
        return TestingFraming.bytes(text.toString());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }
}
