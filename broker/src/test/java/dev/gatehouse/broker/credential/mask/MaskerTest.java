package dev.gatehouse.broker.credential.mask;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MaskerTest {
    private static final String HEX_TOKEN = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";
    // Repeats itself, and holds what every escape treats differently.
    private static final String ODD_TOKEN = "abcabcabd<&>\"\\%+/='abcabc";
    private static final List<TokenForms> TOKENS =
            List.of(
                    TokenForms.of(HEX_TOKEN.getBytes(ISO_8859_1)),
                    TokenForms.of(ODD_TOKEN.getBytes(ISO_8859_1)));
    private static final List<String> FORMS =
            TOKENS.stream().flatMap(token -> token.all().stream()).toList();
    private static final TokenMask MASK = TokenMask.of(TOKENS);

    @Property(tries = 2000)
    void masksExactlyTheTokensHoweverTheStreamIsCut(
            @ForAll("texts") String text,
            @ForAll @IntRange(min = 1, max = 300) int mostBytesOfChunk,
            @ForAll long seed,
            @ForAll boolean direct) {
        String masked = stream(text, mostBytesOfChunk, new Random(seed), direct);

        assertThat(masked)
                .as("the same as searching for each form in the whole text")
                .isEqualTo(maskedOneByOne(text));
        assertThat(FORMS).as("no form gets through").noneMatch(masked::contains);
    }

    @Property(tries = 500)
    void masksAStringLikeAStream(@ForAll("texts") String text) {
        assertThat(MASK.mask(text)).isEqualTo(maskedOneByOne(text));
    }

    @Test
    void leavesAChunkWithoutATokenAsItIs() {
        ByteBuffer chunk = chunkOf("zz nothing zz zz to see zz here zz!");

        byte[] before = MASK.masker(() -> {}).mask(chunk);

        assertThat(before).isEmpty();
        assertThat(chunk.position()).isZero();
        assertThat(chunk.limit()).as("nothing is held back").isEqualTo(chunk.capacity());
    }

    @Test
    void holdsBackOnlyWhatMayBeTheBeginningOfAToken() {
        Masker masker = MASK.masker(() -> {});
        ByteBuffer first = chunkOf("zzz" + HEX_TOKEN.substring(0, 30));
        ByteBuffer second = chunkOf("zz");

        assertThat(masker.mask(first)).isEmpty();
        assertThat(first.limit()).as("only what comes before may go").isEqualTo(3);
        assertThat(new String(masker.mask(second), ISO_8859_1))
                .as("it was no token after all")
                .isEqualTo(HEX_TOKEN.substring(0, 30));
        assertThat(second.limit()).isEqualTo(2);
        assertThat(masker.finish()).isEmpty();
    }

    @Test
    void givesAnUnfinishedBeginningBackAtTheEnd() {
        Masker masker = MASK.masker(() -> {});
        ByteBuffer chunk = chunkOf(HEX_TOKEN.substring(0, 39));

        assertThat(masker.mask(chunk)).isEmpty();
        assertThat(chunk.hasRemaining()).isFalse();
        assertThat(new String(masker.finish(), ISO_8859_1)).isEqualTo(HEX_TOKEN.substring(0, 39));
        assertThat(masker.finish()).as("only once").isEmpty();
    }

    @Test
    void masksFromThePositionOn() {
        ByteBuffer chunk = chunkOf("##" + HEX_TOKEN + "##");
        chunk.position(2);

        byte[] before = MASK.masker(() -> {}).mask(chunk);

        assertThat(before).isEmpty();
        assertThat(chunk.position()).isEqualTo(2);
        assertThat(ISO_8859_1.decode(chunk.rewind()).toString())
                .isEqualTo("##" + "*".repeat(HEX_TOKEN.length()) + "##");
    }

    @Test
    void tellsOfTheFirstTokenAndCountsAll() {
        AtomicInteger told = new AtomicInteger();
        Masker masker = MASK.masker(told::incrementAndGet);

        byte[] before = masker.mask(chunkOf(HEX_TOKEN + " " + HEX_TOKEN + " " + ODD_TOKEN));

        assertThat(before).isEmpty();
        assertThat(masker.matches()).isEqualTo(3);
        assertThat(told).as("one alarm for one answer").hasValue(1);
    }

    @Test
    void returnsTheSameStringIfItHoldsNoToken() {
        String text = "no token in here, gr\u00fc\u00dfe";

        assertThat(MASK.mask(text)).isSameAs(text);
    }

    @Test
    void doesNotMistakeOtherLettersForAscii() {
        String text = HEX_TOKEN.replace('a', (char) ('a' + 0x100));

        assertThat(MASK.mask(text)).isSameAs(text);
    }

    @Test
    void masksATokenThatIsTooShortToPassOverBytes() {
        ByteBuffer chunk = chunkOf("ab ab@4 and ab@4 end");

        byte[] before =
                TokenMask.of(List.of(TokenForms.of("ab@4".getBytes(ISO_8859_1))))
                        .masker(() -> {})
                        .mask(chunk);

        assertThat(before).isEmpty();
        assertThat(ISO_8859_1.decode(chunk).toString()).isEqualTo("ab **** and **** end");
    }

    @Property(tries = 1000)
    void findsATokenWhereItIsMasked(
            @ForAll("texts") String text,
            @ForAll @IntRange(min = 1, max = 300) int mostBytesOfChunk,
            @ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = text.getBytes(ISO_8859_1);
        List<Long> found = new ArrayList<>();
        Finder finder = MASK.finder(found::add);
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, random.nextInt(mostBytesOfChunk + 1));
            finder.read(ByteBuffer.wrap(bytes, at, length).slice());
            at += length;
        }
        finder.finish();

        assertThat(found).isEqualTo(begins(text));
    }

    /// Of forms one after the other; those that overlap are one.
    private static List<Long> begins(String text) {
        int[] longest = new int[text.length()];
        for (String form : FORMS) {
            for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
                longest[at] = Math.max(longest[at], form.length());
            }
        }
        List<Long> begins = new ArrayList<>();
        int end = 0;
        for (int at = 0; at < longest.length; at++) {
            if (longest[at] > 0 && at >= end) {
                begins.add((long) at);
            }
            end = Math.max(end, longest[at] > 0 ? at + longest[at] : 0);
        }
        return begins;
    }

    @Test
    void masksNothingWithoutTokens() {
        assertThat(TokenMask.NONE.mask(HEX_TOKEN)).isSameAs(HEX_TOKEN);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> fragments =
                Arbitraries.of(FORMS)
                        .flatMap(form ->
                                Arbitraries.integers()
                                        .between(0, form.length())
                                        .map(length -> form.substring(0, length)));
        Arbitrary<String> filler =
                Arbitraries.strings().withChars("abcd01%\\u<&* \n\u0000\u00ff").ofMaxLength(40);
        return Arbitraries.frequencyOf(
                        Tuple.of(2, Arbitraries.of(FORMS)),
                        Tuple.of(2, fragments),
                        Tuple.of(3, filler))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private static String stream(String text, int mostBytesOfChunk, Random random, boolean direct) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        StringBuilder out = new StringBuilder();
        Masker masker = MASK.masker(() -> {});
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, random.nextInt(mostBytesOfChunk + 1));
            ByteBuffer chunk =
                    direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
            chunk.put(bytes, at, length).flip();
            out.append(new String(masker.mask(chunk), ISO_8859_1));
            out.append(ISO_8859_1.decode(chunk));
            at += length;
        }
        return out.append(new String(masker.finish(), ISO_8859_1)).toString();
    }

    private static String maskedOneByOne(String text) {
        char[] masked = text.toCharArray();
        for (String form : FORMS) {
            for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
                Arrays.fill(masked, at, at + form.length(), '*');
            }
        }
        return new String(masked);
    }

    private static ByteBuffer chunkOf(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }
}
