package dev.gatehouse.broker.git;

import static dev.gatehouse.broker.git.TestingPackets.FLUSH;
import static dev.gatehouse.broker.git.TestingPackets.OLD;
import static dev.gatehouse.broker.git.TestingPackets.bytes;
import static dev.gatehouse.broker.git.TestingPackets.firstCommand;
import static dev.gatehouse.broker.git.TestingPackets.packet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PushRequestPropertiesTest {
    private static final List<String> CAPABILITIES =
            List.of(
                    "report-status",
                    "report-status-v2",
                    "side-band-64k",
                    "quiet",
                    "atomic",
                    "ofs-delta",
                    "agent=git/2.50.1",
                    "push-options");

    private static final String SEED =
            packet("shallow " + OLD)
                    + firstCommand("refs/heads/main", "report-status", "push-options", "atomic")
                    + packet("0".repeat(40) + " " + OLD + " refs/tags/PACK")
                    + FLUSH
                    + packet("topic=a")
                    + FLUSH
                    + "PACK";

    private static final List<String> PIECES =
            List.of(
                    "\0",
                    "\n",
                    " ",
                    "0",
                    "0000",
                    "0001",
                    "0004",
                    "fff0",
                    "PACK",
                    "push-cert\0",
                    "shallow ",
                    "refs/",
                    "\u00e9",
                    "\u001b",
                    "/",
                    "..",
                    "push-options",
                    "=");

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsReadAgain(
            @ForAll("requests") PushRequest request,
            @ForAll @IntRange(min = 1, max = 200) int maxPiece) {
        byte[] encoded = request.encode();

        Reading reading = TestingPushes.readInPieces(encoded, maxPiece, new Random(maxPiece));

        assertThat(reading).isEqualTo(new Reading.Whole(request, encoded.length));
    }

    @Property(tries = 2000)
    void noEditOfAHeadMakesItAmbiguous(@ForAll long seed, @ForAll @IntRange(max = 4) int edits) {
        TestingPushes.check(mutated(new Random(seed), edits));
    }

    @Property(tries = 1000)
    void noBytesMakeItThrow(@ForAll byte[] bytes) {
        TestingPushes.check(bytes);
    }

    @Provide
    Arbitrary<PushRequest> requests() {
        return Arbitraries.of(ObjectFormat.class).flatMap(PushRequestPropertiesTest::requests);
    }

    private static Arbitrary<PushRequest> requests(ObjectFormat format) {
        Arbitrary<String> ids =
                Arbitraries.oneOf(
                        Arbitraries.just(format.zeros()),
                        Arbitraries.integers()
                                .map(bits -> HexFormat.of().toHexDigits(bits))
                                .map(digits -> digits.repeat(format.hexLength() / 8)));
        Arbitrary<List<RefCommand>> commands =
                Combinators.combine(refs(), ids, ids)
                        .as(RefCommand::new)
                        .list()
                        .uniqueElements(RefCommand::ref)
                        .ofMinSize(1)
                        .ofMaxSize(8);
        return Combinators.combine(
                        commands,
                        Arbitraries.subsetOf(CAPABILITIES),
                        ids.list().ofMaxSize(3),
                        options())
                .as((some, words, shallow, options) ->
                        request(some, words, shallow, options, format));
    }

    private static PushRequest request(
            List<RefCommand> commands,
            Set<String> words,
            List<String> shallow,
            List<String> options,
            ObjectFormat format) {
        Set<String> capabilities = words.stream().collect(Collectors.toCollection(TreeSet::new));
        if (format == ObjectFormat.SHA256) {
            capabilities.add("object-format=sha256");
        }
        return new PushRequest(
                commands,
                List.copyOf(capabilities),
                shallow,
                words.contains("push-options") ? options : List.of(),
                format);
    }

    private static Arbitrary<String> refs() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars('/', '-', '_', '.', '#', 'é', '本', '\u200d')
                .ofMinLength(1)
                .ofMaxLength(40)
                .map(name -> "refs/heads/" + name)
                .filter(ref -> RefName.problem(ref).isEmpty());
    }

    private static Arbitrary<List<String>> options() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars('ä', '\t')
                .ofMinLength(1)
                .ofMaxLength(60)
                .list()
                .ofMaxSize(4);
    }

    private static byte[] mutated(Random random, int edits) {
        StringBuilder text = new StringBuilder(SEED);
        for (int i = 0; i < edits; i++) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(4));
            String piece =
                    random.nextInt(4) == 0
                            ? String.valueOf((char) random.nextInt(256))
                            : PIECES.get(random.nextInt(PIECES.size()));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, piece);
                // Of the same length, so that the packets stay whole.
                default -> {
                    int end = Math.min(text.length(), from + piece.length());
                    text.replace(from, end, piece.substring(0, end - from));
                }
            }
        }
        return bytes(text.toString());
    }
}
