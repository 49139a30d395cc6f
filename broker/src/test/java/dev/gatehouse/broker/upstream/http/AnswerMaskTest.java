package dev.gatehouse.broker.upstream.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.credential.mask.TokenForms;
import dev.gatehouse.broker.credential.mask.TokenMask;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Stars reach the bytes that go out, whatever kind of buffer they came in.
class AnswerMaskTest {
    private static final String TOKEN = "1111222233334444555566667777888899990000";
    private static final String TEXT = "before " + TOKEN + " after";

    static Stream<Arguments> buffers() {
        return Stream.of(
                Arguments.of("heap", Unpooled.copiedBuffer(TEXT, US_ASCII)),
                Arguments.of("direct", Unpooled.directBuffer().writeBytes(bytes(TEXT))),
                Arguments.of(
                        "slice",
                        Unpooled.copiedBuffer("xx" + TEXT, US_ASCII).slice(2, TEXT.length())),
                Arguments.of("read-only", Unpooled.copiedBuffer(TEXT, US_ASCII).asReadOnly()),
                Arguments.of("composite of two", composite(TEXT.substring(0, 20))),
                Arguments.of("composite of one", composite(TEXT)),
                Arguments.of(
                        "composite of one read-only",
                        Unpooled.compositeBuffer()
                                .addComponent(
                                        true, Unpooled.copiedBuffer(TEXT, US_ASCII).asReadOnly())),
                Arguments.of("slice of a composite", composite("before 1").slice()));
    }

    private static ByteBuf composite(String first) {
        CompositeByteBuf composite =
                Unpooled.compositeBuffer()
                        .addComponent(true, Unpooled.copiedBuffer(first, US_ASCII));
        String second = TEXT.substring(first.length());
        return second.isEmpty()
                ? composite
                : composite.addComponent(true, Unpooled.copiedBuffer(second, US_ASCII));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("buffers")
    void starsOutATokenIn(String name, ByteBuf bytes) {
        assertThat(masked(bytes))
                .as("what goes out of a %s buffer", name)
                .isEqualTo("before " + "*".repeat(TOKEN.length()) + " after");
        assertThat(bytes.refCnt()).as("released").isZero();
    }

    @Test
    void passesAnEmptyPieceOverInSilence() {
        assertThat(masked(Unpooled.buffer())).isEmpty();
    }

    private static String masked(ByteBuf bytes) {
        TokenMask tokens = TokenMask.of(List.of(TokenForms.of(bytes(TOKEN))));
        AnswerMask mask = new AnswerMask(tokens, tokens.masker(() -> {}));
        StringBuilder out = new StringBuilder();
        mask.content(bytes, piece -> take(piece, out));
        mask.end(piece -> take(piece, out));
        return out.toString();
    }

    private static void take(ByteBuf piece, StringBuilder out) {
        out.append(piece.toString(US_ASCII));
        piece.release();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
