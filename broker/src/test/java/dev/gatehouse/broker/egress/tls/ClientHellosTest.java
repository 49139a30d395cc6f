package dev.gatehouse.broker.egress.tls;

import static dev.gatehouse.broker.egress.tls.TestingHello.join;
import static dev.gatehouse.broker.egress.tls.TestingHello.naming;
import static dev.gatehouse.broker.egress.tls.TestingHello.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClientHellosTest {
    private static final String NAME = "registry.example.org";
    private static final byte[] GOOD = naming(NAME).bytes();
    private static final byte[] EVIL = naming("evil.example").bytes();
    private static final byte[] CHANGE_CIPHER_SPEC = {20, 3, 3, 0, 1, 1};
    private static final byte[] DATA = record(23, new byte[40]);
    private static final byte[] KEY_EXCHANGE = record(22, new byte[] {16, 0, 0, 2, 1, 1});

    /// @param passed how many bytes are decided on
    private record Followed(int passed, Optional<String> problem) {}

    private static Followed follow(byte[] bytes) {
        ClientHellos hellos = new ClientHellos(Optional.of(NAME));
        int passed = 0;
        int at = 0;
        while (at < bytes.length) {
            int skippable = Math.min(hellos.skippableBytes(), bytes.length - at);
            if (skippable > 0) {
                hellos.skip(skippable);
                at += skippable;
            } else {
                Optional<String> problem = hellos.accept(bytes[at]);
                at++;
                if (problem.isPresent()) {
                    return new Followed(passed, problem);
                }
            }
            if (!hellos.isUndecided()) {
                passed = at;
            }
        }
        return new Followed(passed, Optional.empty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void passesWhatAClientSends(String what, byte[] bytes) {
        assertThat(follow(bytes)).as(what).isEqualTo(new Followed(bytes.length, Optional.empty()));
    }

    static Stream<Arguments> passesWhatAClientSends() {
        byte[] looksLikeOne = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        return Stream.of(
                arguments("one hello", GOOD),
                arguments("the same twice", join(GOOD, CHANGE_CIPHER_SPEC, GOOD, DATA, DATA)),
                arguments("early data between", join(GOOD, DATA, GOOD, DATA)),
                arguments("in small records", join(GOOD, naming(NAME).inRecordsOf(7), DATA)),
                arguments("up to TLS 1.2", join(GOOD, KEY_EXCHANGE, CHANGE_CIPHER_SPEC, EVIL)),
                arguments(
                        "taken up again",
                        join(GOOD, CHANGE_CIPHER_SPEC, record(22, looksLikeOne), DATA)),
                arguments("an alert", join(GOOD, new byte[] {21, 3, 3, 0, 2, 1, 0})),
                arguments("empty data", join(GOOD, record(23, new byte[0]), GOOD)),
                arguments(
                        "no TLS any more",
                        join(GOOD, "SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void beginWithAHello() {
        assertThat(new ClientHellos(Optional.of(NAME)).haveBegun()).isFalse();
        for (byte[] first :
                List.of(EVIL, DATA, CHANGE_CIPHER_SPEC, KEY_EXCHANGE, new byte[] {'G'})) {
            assertThat(follow(join(first, GOOD)))
                    .isInstanceOfSatisfying(
                            Followed.class,
                            followed -> {
                                assertThat(followed.problem()).isPresent();
                                assertThat(followed.passed()).isZero();
                            });
        }
    }

    @Test
    void ofAnAddressNameNothing() {
        ClientHellos hellos = new ClientHellos(Optional.empty());
        for (byte octet : TestingHello.bare().bytes()) {
            assertThat(hellos.accept(octet)).isEmpty();
        }
        assertThat(hellos.haveBegun()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void stopsAtAnotherServer(String what, byte[] before, byte[] evil) {
        Followed followed = follow(join(before, evil, DATA));

        assertThat(followed.problem()).as(what).isPresent();
        assertThat(followed.passed()).as("no byte of it goes on").isEqualTo(before.length);
    }

    static Stream<Arguments> stopsAtAnotherServer() {
        return Stream.of(
                arguments("at once", GOOD, EVIL),
                arguments("as middleboxes like it", join(GOOD, CHANGE_CIPHER_SPEC), EVIL),
                arguments("behind early data", join(GOOD, DATA, DATA), EVIL),
                arguments("the third", join(GOOD, GOOD), EVIL),
                arguments("in small records", GOOD, naming("evil.example").inRecordsOf(3)),
                arguments(
                        "in a tiny first record",
                        GOOD,
                        join(
                                record(22, new byte[] {1}),
                                record(
                                        22,
                                        Arrays.copyOfRange(
                                                naming("evil.example").message(), 1, 80)))),
                arguments("without a name", GOOD, TestingHello.bare().bytes()),
                arguments("encrypted", GOOD, naming(NAME).extension(0xfe0d, new byte[1]).bytes()),
                arguments("broken off by data", GOOD, join(record(22, new byte[] {1, 0}), DATA)),
                arguments("an empty handshake", GOOD, record(22, new byte[0])),
                arguments(
                        "two in one record",
                        GOOD,
                        record(
                                22,
                                join(naming(NAME).message(), naming("evil.example").message()))));
    }

    @Property
    void anyBytesAreFollowed(@ForAll @Size(max = 300) byte[] bytes) {
        assertThat(follow(bytes).passed()).as("not a hello, and nothing before one").isZero();
        assertThat(follow(join(GOOD, bytes)).passed()).isGreaterThanOrEqualTo(GOOD.length);
    }

    private static byte[] record(int type, byte[] content) {
        return join(new byte[] {(byte) type, 3, 3}, vector(2, content));
    }
}
