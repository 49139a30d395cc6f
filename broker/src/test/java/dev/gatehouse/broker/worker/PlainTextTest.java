package dev.gatehouse.broker.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"forge pr list", "a\tb", "Grüße 漢字", "a \ud83d\udea7 b", ""})
    void showsHarmlessTextAsItIs(String text) {
        assertThat(PlainText.line(text)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void letsNothingReachATerminal(String text, String shown) {
        assertThat(PlainText.line(text)).isEqualTo(shown);
    }

    static Stream<Arguments> letsNothingReachATerminal() {
        return Stream.of(
                arguments("a\u001b[2Jb", "a<U+001B>[2Jb"),
                arguments("a\u009b2Jb", "a<U+009B>2Jb"),
                arguments("a\u0007b", "a<U+0007>b"),
                arguments("a\r\nb", "a<U+000D><U+000A>b"),
                arguments("a\u0085b", "a<U+0085>b"),
                arguments("a\u202eb", "a<U+202E>b"),
                arguments("a\u2028b", "a<U+2028>b"),
                arguments("a\u2029b", "a<U+2029>b"),
                arguments("a\udb40\udc41b", "a<U+E0041>b"),
                arguments("a\ud83d", "a<U+D83D>"));
    }

    @Test
    void quotesWordsAsAShellNeedsThem() {
        assertThat(PlainText.command(List.of("forge", "pr", "list"))).isEqualTo("forge pr list");
        assertThat(PlainText.command(List.of("sh", "-c", "echo hi"))).isEqualTo("sh -c 'echo hi'");
        assertThat(PlainText.command(List.of("sh", "-c", "a\nended: b", "it's")))
                .isEqualTo("sh -c 'a<U+000A>ended: b' 'it'\\''s'");
        assertThat(PlainText.command(List.of("x".repeat(5000)))).hasSizeLessThan(2100);
    }
}
