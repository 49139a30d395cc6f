package dev.gatehouse.broker.git;

import static dev.gatehouse.broker.git.TestingPackets.DELIMITER;
import static dev.gatehouse.broker.git.TestingPackets.FLUSH;
import static dev.gatehouse.broker.git.TestingPackets.NEW;
import static dev.gatehouse.broker.git.TestingPackets.OLD;
import static dev.gatehouse.broker.git.TestingPackets.OLD_256;
import static dev.gatehouse.broker.git.TestingPackets.bytes;
import static dev.gatehouse.broker.git.TestingPackets.packet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UploadRequestTest {
    private static final String FETCH =
            packet("command=fetch\n") + packet("agent=git/2") + DELIMITER;
    private static final String LS_REFS = packet("command=ls-refs\n");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void reads(String what, String body, UploadRequest request) {
        assertThat(UploadRequest.parse(bytes(body)))
                .as(what)
                .isEqualTo(new Parsing.Parsed(request));
    }

    static Stream<Arguments> reads() {
        return Stream.of(
                arguments(
                        "version 0",
                        packet("want " + OLD + " multi_ack_detailed thin-pack agent=git/2\n")
                                + packet("want " + NEW + "\n")
                                + packet("shallow " + OLD + "\n")
                                + packet("deepen 3\n")
                                + packet("filter blob:none\n")
                                + FLUSH
                                + packet("have " + OLD + "\n")
                                + FLUSH
                                + packet("have " + NEW + "\n")
                                + packet("done\n"),
                        new UploadRequest(
                                "fetch",
                                List.of(OLD, NEW),
                                2,
                                2,
                                Optional.of("blob:none"),
                                OptionalInt.of(3))),
                arguments("version 0, nothing wanted", FLUSH, simple("fetch", List.of())),
                arguments(
                        "version 0, since a day and not from a tag",
                        packet("want " + OLD)
                                + packet("deepen-since 1700000000")
                                + packet("deepen-not refs/tags/v1")
                                + FLUSH
                                + packet("done"),
                        simple("fetch", List.of(OLD))),
                arguments(
                        "version 2, refs",
                        LS_REFS + DELIMITER + packet("peel\n") + packet("ref-prefix HEAD") + FLUSH,
                        simple("ls-refs", List.of())),
                arguments("version 2, no arguments", LS_REFS + FLUSH, simple("ls-refs", List.of())),
                arguments(
                        "version 2, objects and refs",
                        FETCH
                                + packet("thin-pack")
                                + packet("want " + OLD + "\n")
                                + packet("want-ref refs/heads/main\n")
                                + packet("sideband-all")
                                + packet("have " + NEW)
                                + packet("deepen-relative")
                                + packet("deepen 2147483647")
                                + packet("filter combine:blob:none+tree:3")
                                + packet("done")
                                + FLUSH,
                        new UploadRequest(
                                "fetch",
                                List.of(OLD, "refs/heads/main"),
                                2,
                                1,
                                Optional.of("combine:blob:none+tree:3"),
                                OptionalInt.of(Integer.MAX_VALUE))),
                arguments(
                        "version 2, SHA-256",
                        FETCH + packet("want " + OLD_256) + FLUSH,
                        simple("fetch", List.of(OLD_256))),
                arguments(
                        "version 2, sizes",
                        packet("command=object-info")
                                + DELIMITER
                                + packet("size")
                                + packet("oid " + OLD)
                                + FLUSH,
                        simple("object-info", List.of())));
    }

    private static UploadRequest simple(String command, List<String> wants) {
        return new UploadRequest(
                command, wants, wants.size(), 0, Optional.empty(), OptionalInt.empty());
    }

    @Test
    void keepsTheFirstOfManyWantsAndCountsAll() {
        String body = FETCH + packet("want " + OLD).repeat(100) + FLUSH;

        assertThat(UploadRequest.parse(bytes(body)))
                .isEqualTo(
                        new Parsing.Parsed(
                                new UploadRequest(
                                        "fetch",
                                        Collections.nCopies(16, OLD),
                                        100,
                                        0,
                                        Optional.empty(),
                                        OptionalInt.empty())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refuses(String what, String body, String problem) {
        assertThat(UploadRequest.parse(bytes(body)))
                .isInstanceOfSatisfying(
                        Parsing.Malformed.class,
                        malformed -> assertThat(malformed.problem()).as(what).contains(problem));
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                arguments("nothing", "", "ends too early"),
                arguments("JSON", "{\"want\":1}", "hex digits"),
                arguments("half a length", "00", "within a packet"),
                arguments("half a packet", "0032want 1", "within a packet"),
                arguments("no flush", FETCH + packet("done"), "ends too early"),
                arguments("more behind the end", LS_REFS + FLUSH + FLUSH, "more behind"),
                arguments("two requests", LS_REFS + FLUSH + LS_REFS + FLUSH, "more behind"),
                arguments(
                        "two commands", LS_REFS + packet("command=fetch") + FLUSH, "two commands"),
                arguments("another command", packet("command=bundle-uri") + FLUSH, "none of"),
                arguments("two delimiters", FETCH + DELIMITER + FLUSH, "delimiter"),
                arguments(
                        "version 0 with a delimiter",
                        packet("want " + OLD) + DELIMITER,
                        "delimiter"),
                arguments(
                        "a push",
                        packet(TestingPackets.update("refs/heads/a")) + FLUSH,
                        "versions 0 and 1"),
                arguments(
                        "a word no version has",
                        packet("gimme " + OLD) + FLUSH,
                        "versions 0 and 1"),
                arguments("a want of no id", FETCH + packet("want main") + FLUSH, "object id"),
                arguments(
                        "a want in capitals",
                        FETCH + packet("want " + "A".repeat(40)) + FLUSH,
                        "object id"),
                arguments(
                        "a ref of no name",
                        FETCH + packet("want-ref ../x") + FLUSH,
                        "name of a ref"),
                arguments("a NUL", FETCH + packet("want " + OLD + "\0x") + FLUSH, "NUL"),
                arguments("no UTF-8", FETCH + packet("ref-prefix \u00ff") + FLUSH, "UTF-8"),
                arguments("a depth of words", FETCH + packet("deepen x") + FLUSH, "depth"),
                arguments("a huge depth", FETCH + packet("deepen 2147483648") + FLUSH, "depth"),
                arguments("a negative depth", FETCH + packet("deepen -1") + FLUSH, "depth"),
                arguments("a filter of nothing", FETCH + packet("filter ") + FLUSH, "filter"),
                arguments(
                        "a filter in colour",
                        FETCH + packet("filter \u001b[1m") + FLUSH,
                        "filter"));
    }

    @Property(tries = 1000)
    void noBytesMakeItThrow(@ForAll byte[] bytes) {
        TestingFetches.check(bytes);
    }
}
