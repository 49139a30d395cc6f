package dev.gatehouse.broker.credential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.TokenSearch.Hit;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSearchTest {
    private static final AgentName DEV = new AgentName("dev");
    private static final AgentName BOSS = new AgentName("boss");
    private static final String DEVS = "3f786850e387550fdab836ed7e6dc881de23001b";
    private static final String BOSSES = "89e6c98d92887913cadf06b2adb97f26cde4849b";

    private final KnownTokens known = new KnownTokens(InstantSource.system());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 39, 40, 41, 4096})
    void findsATokenHoweverTheStreamIsCut(int chunkBytes) {
        hold(DEV, DEVS);
        String text = "a".repeat(100) + DEVS + "b".repeat(50) + DEVS;

        assertThat(search(text, chunkBytes))
                .isEqualTo(
                        new TokenSearch.Result(
                                230, List.of(new Hit(DEV, 100), new Hit(DEV, 190)), false));
    }

    @ParameterizedTest
    @MethodSource
    void findsEveryForm(String form) {
        hold(DEV, DEVS);

        TokenSearch.Result result = search("--" + form + "--", 5);

        assertThat(result.hits()).as("one token is one hit").hasSize(1);
        assertThat(result.hits().getFirst().offset()).isBetween(2L, (long) form.length());
    }

    static Stream<String> findsEveryForm() {
        return Stream.of(
                DEVS,
                base64(DEVS),
                base64("dev-bot:" + DEVS),
                base64("x:" + DEVS + "\n"),
                base64("xy:" + DEVS + "\n"),
                HexFormat.of().formatHex(DEVS.getBytes(ISO_8859_1)),
                HexFormat.of().withPrefix("%").formatHex(DEVS.getBytes(ISO_8859_1)));
    }

    @Test
    void tellsWhoseItIs() {
        hold(DEV, DEVS);
        hold(BOSS, BOSSES);

        assertThat(search(DEVS + BOSSES + DEVS, 64).hits())
                .containsExactly(new Hit(DEV, 0), new Hit(BOSS, 40), new Hit(DEV, 80));
    }

    @Test
    void findsWhatWasReplacedToo() {
        hold(DEV, DEVS);
        hold(DEV, BOSSES);

        assertThat(search(DEVS, 64).hits()).containsExactly(new Hit(DEV, 0));
    }

    @Test
    void listsTheFirstHundredOfAllAgents() {
        hold(DEV, DEVS);
        hold(BOSS, BOSSES);

        TokenSearch.Result result =
                search(DEVS.repeat(60) + BOSSES.repeat(60) + DEVS.repeat(60), 1000);

        assertThat(result.more()).isTrue();
        assertThat(result.hits())
                .hasSize(100)
                .isSortedAccordingTo((a, b) -> Long.compare(a.offset(), b.offset()));
        assertThat(result.hits().getLast()).isEqualTo(new Hit(BOSS, 99 * 40));
        assertThat(search(DEVS.repeat(100), 1000).more()).isFalse();
    }

    @Test
    void findsNothingWhereNothingIs() {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        String text = new String(noise, ISO_8859_1);
        TokenSearch.Result nothing = new TokenSearch.Result(100_000, List.of(), false);

        assertThat(search(text, 777)).as("without a token").isEqualTo(nothing);
        hold(DEV, DEVS);
        assertThat(search(text, 777)).isEqualTo(nothing);
        assertThat(search(DEVS.substring(1), 7).hits()).as("most of one").isEmpty();
    }

    @Test
    void leavesTheBytesAsTheyAreAndShowsNone() {
        hold(DEV, DEVS);
        byte[] bytes = DEVS.getBytes(ISO_8859_1);
        ByteBuffer chunk = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        TokenSearch search = known.search();
        search.read(chunk);

        assertThat(chunk.remaining()).isEqualTo(40);
        assertThat(search + " " + search.finish()).doesNotContain(DEVS);
    }

    private void hold(AgentName agent, String token) {
        known.add(agent, KnownTokens.Purpose.FORGE, Secret.copyOf(token.getBytes(ISO_8859_1)));
    }

    private TokenSearch.Result search(String text, int chunkBytes) {
        TokenSearch search = known.search();
        byte[] bytes = text.getBytes(ISO_8859_1);
        for (int at = 0; at < bytes.length; at += chunkBytes) {
            search.read(ByteBuffer.wrap(bytes, at, Math.min(chunkBytes, bytes.length - at)));
        }
        return search.finish();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
    }
}
