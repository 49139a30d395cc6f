package dev.gatehouse.broker.egress.tls;

import static dev.gatehouse.broker.egress.tls.TestingHello.entry;
import static dev.gatehouse.broker.egress.tls.TestingHello.join;
import static dev.gatehouse.broker.egress.tls.TestingHello.names;
import static dev.gatehouse.broker.egress.tls.TestingHello.naming;
import static dev.gatehouse.broker.egress.tls.TestingHello.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClientHelloTest {
    private static final String NAME = "registry.example.org";

    @Test
    void readsTheNameARealClientSends() throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine(NAME, 443);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(NAME)));
        engine.setSSLParameters(parameters);
        ByteBuffer out = ByteBuffer.allocate(64 * 1024);
        engine.wrap(ByteBuffer.allocate(0), out);

        assertThat(ClientHello.read(Arrays.copyOf(out.array(), out.position())))
                .isEqualTo(new ClientHello(Optional.of(NAME)));
    }

    @Test
    void foldsTheCaseOfTheName() {
        assertThat(ClientHello.read(naming("Registry.EXAMPLE.org").bytes()))
                .isEqualTo(new ClientHello(Optional.of(NAME)));
    }

    @Test
    void readsAHelloThatNamesNoServer() {
        assertThat(ClientHello.read(TestingHello.bare().bytes()))
                .as("without any extension, as before TLS 1.2")
                .isEqualTo(new ClientHello(Optional.empty()));
        assertThat(
                        ClientHello.read(
                                TestingHello.bare().extension(43, new byte[] {2, 3, 4}).bytes()))
                .isEqualTo(new ClientHello(Optional.empty()));
    }

    @Property
    void aHelloIsTheSameHoweverItIsCut(
            @ForAll @IntRange(min = 5, max = 2000) int recordBytes,
            @ForAll @IntRange(max = 400) int cut,
            @ForAll @Size(max = 20) byte[] behind) {
        byte[] bytes = naming(NAME).extension(16, new byte[60]).inRecordsOf(recordBytes);
        byte[] more = join(bytes, behind);

        assertThat(ClientHello.read(more))
                .as("what comes behind it makes no difference")
                .isEqualTo(new ClientHello(Optional.of(NAME)));
        assertThat(ClientHello.read(Arrays.copyOf(bytes, Math.min(cut, bytes.length - 1))))
                .isEqualTo(new HelloReading.Incomplete());
    }

    @Property(tries = 3000)
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 300) byte[] bytes) {
        assertThat(ClientHello.read(bytes)).isNotNull();
    }

    @Property(tries = 3000)
    void aDamagedHelloIsReadOrRefused(
            @ForAll @IntRange(max = 200) int at,
            @ForAll byte value,
            @ForAll @IntRange(max = 200) int to) {
        byte[] bytes = naming(NAME).bytes();
        bytes[at % bytes.length] = value;
        byte[] cut = Arrays.copyOf(bytes, Math.min(to, bytes.length));

        HelloReading whole = ClientHello.read(bytes);
        HelloReading part = ClientHello.read(cut);

        assertThat(part instanceof HelloReading.Incomplete || part.equals(whole))
                .as("more bytes never change an answer: %s, then %s", part, whole)
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesWhatCanBeUnderstoodInAnotherWay(String what, byte[] bytes) {
        assertThat(ClientHello.read(bytes))
                .isInstanceOfSatisfying(
                        NoHello.class, no -> assertThat(no.problem()).matches("[ -~]+"));
    }

    static Stream<Arguments> refusesWhatCanBeUnderstoodInAnotherWay() {
        byte[] good = naming(NAME).message();
        return Stream.of(
                arguments("plain HTTP", "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)),
                arguments("SSH", "SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII)),
                arguments("one byte that is no TLS", new byte[] {0}),
                arguments("an SSL 2 hello", new byte[] {(byte) 0x80, 46, 1, 3, 1}),
                arguments("another record version", new byte[] {22, 2}),
                arguments("a minor version of the future", new byte[] {22, 3, 9}),
                arguments("an alert first", new byte[] {21, 3, 1, 0, 2, 1, 0}),
                arguments("an empty record", new byte[] {22, 3, 1, 0, 0}),
                arguments(
                        "an empty record in the middle",
                        join(record(cut(good, 9)), record(new byte[0]))),
                arguments("a record too long", new byte[] {22, 3, 1, 0x40, 1}),
                arguments("another handshake message", record(new byte[] {2, 0, 0, 1, 0})),
                arguments("another message behind it", record(join(good, new byte[] {1}))),
                arguments(
                        "an alert in the middle",
                        join(record(cut(good, 9)), new byte[] {21, 3, 1, 0, 2, 1, 0})),
                arguments("too many records", naming(NAME).inRecordsOf(1)),
                arguments(
                        "a message too long",
                        naming(NAME)
                                .extension(9, new byte[65_000])
                                .extension(10, new byte[9_000])
                                .inRecordsOf(16_000)),
                arguments("SSL 2 in the message", naming(NAME).version(2, 0).bytes()),
                arguments("bytes behind the extensions", naming(NAME).tail((byte) 0).bytes()),
                arguments("a name twice", naming(NAME).serverName(NAME).bytes()),
                arguments(
                        "another extension twice",
                        naming(NAME).extension(43, new byte[] {2, 3, 4}).bytes()),
                arguments("two names", named(names(entry(0, NAME), entry(0, "evil.example")))),
                arguments("the same name twice", named(names(entry(0, NAME), entry(0, NAME)))),
                arguments("a name of another type", named(names(entry(1, NAME)))),
                arguments(
                        "a name and one of another type",
                        named(names(entry(0, NAME), entry(1, "x")))),
                arguments("no name in the list", named(names())),
                arguments("an empty name", named(names(entry(0, "")))),
                arguments("an empty extension", named(new byte[0])),
                arguments(
                        "bytes behind the names",
                        named(join(names(entry(0, NAME)), new byte[] {0}))),
                arguments("a list shorter than its name", named(new byte[] {0, 2, 0, 0})),
                arguments("encrypted", naming(NAME).extension(0xfe0d, new byte[] {0}).bytes()),
                arguments("encrypted, empty", naming(NAME).extension(0xfe0d, new byte[0]).bytes()),
                arguments(
                        "encrypted, of a draft",
                        naming(NAME).extension(0xfe09, new byte[] {0}).bytes()),
                arguments(
                        "an encrypted name",
                        naming(NAME).extension(0xffce, new byte[] {0}).bytes()));
    }

    private static byte[] named(byte[] serverName) {
        return TestingHello.bare().extension(0, serverName).bytes();
    }

    private static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }
}
