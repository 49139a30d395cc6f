package dev.gatehouse.broker.relay.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRewriterTest {
    private static final List<String> OWN =
            List.of("https://forge.example.org", "http://127.0.0.1:3000/git");
    private static final String BASE = "http://127.0.0.1:4000";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"url": "https://forge.example.org/api/v1/x"};      {"url": "http://127.0.0.1:4000/api/v1/x"}
                    {"url":"https://forge.example.org"};                {"url":"http://127.0.0.1:4000"}
                    {"clone_url":"http://127.0.0.1:3000/git/o/r.git"};  {"clone_url":"http://127.0.0.1:4000/o/r.git"}
                    {"a":{"href" :\t"https://forge.example.org/?q"}};   {"a":{"href" :\t"http://127.0.0.1:4000/?q"}}
                    [{"link":"https://forge.example.org/1"}];           [{"link":"http://127.0.0.1:4000/1"}]
                    {"html_url":"https://forge.example.org/o/r"};       {"html_url":"https://forge.example.org/o/r"}
                    {"body":"see https://forge.example.org/o/r"};       {"body":"see https://forge.example.org/o/r"}
                    {"body":"https://forge.example.org/o/r"};           {"body":"https://forge.example.org/o/r"}
                    {"url":"see https://forge.example.org/o/r"};        {"url":"see https://forge.example.org/o/r"}
                    {"url":"https://forge.example.organic/o/r"};        {"url":"https://forge.example.organic/o/r"}
                    {"url":"https://forge.example.org.evil/o/r"};       {"url":"https://forge.example.org.evil/o/r"}
                    {"url":"https://forge.example.org:8443/o/r"};       {"url":"https://forge.example.org:8443/o/r"}
                    {"url":"https://forge"};                            {"url":"https://forge"}
                    {"url":["https://forge.example.org/x"]};            {"url":["https://forge.example.org/x"]}
                    {"url":null,"x":"https://forge.example.org/x"};     {"url":null,"x":"https://forge.example.org/x"}
                    {"url":"","x":"\\"url\\":\\"https://forge.example.org/x"}; {"url":"","x":"\\"url\\":\\"https://forge.example.org/x"}
                    {"body":"url","x":"https://forge.example.org/x"};   {"body":"url","x":"https://forge.example.org/x"}
                    """)
    void rewritesAddressesAndNothingElse(String answer, String expected) {
        assertThat(rewritten(answer, answer.length())).isEqualTo(expected);
    }

    @Property(tries = 200)
    void itDoesNotMatterHowTheAnswerIsCut(@ForAll @IntRange(min = 1, max = 9) int step) {
        String answer =
                """
                [{"url":"https://forge.example.org/a","body":"\\\\\\"url\\": \\u00fc"},\
                {"diff_url":"http://127.0.0.1:3000/git/o/r","html_url":"https://forge.example.org/o"}]\
                """;
        assertThat(rewritten(answer, step))
                .isEqualTo(rewritten(answer, answer.length()))
                .contains("\"diff_url\":\"" + BASE + "/o/r\"");
    }

    private static String rewritten(String answer, int step) {
        AddressRewriter rewriter = new AddressRewriter(OWN, BASE);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        ByteBuf whole = Unpooled.buffer();
        for (int at = 0; at < bytes.length; at += step) {
            ByteBuf piece = Unpooled.wrappedBuffer(bytes, at, Math.min(step, bytes.length - at));
            ByteBuf out = rewriter.rewrite(piece, UnpooledByteBufAllocator.DEFAULT);
            whole.writeBytes(out);
            out.release();
        }
        return whole.toString(StandardCharsets.UTF_8);
    }
}
