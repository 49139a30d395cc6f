package dev.gatehouse.broker.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.egress.tls.TestingHello;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Ways around the rules. None of them may ask a name server or connect, or get a byte across.
@Timeout(30)
class EgressBypassIT {
    private static final String NAME = "registry.example.org";

    @TempDir private Path folder;
    private TestingProxy proxy;
    private TestingHost host;

    @BeforeEach
    void open() throws IOException {
        proxy = TestingProxy.open(folder);
        host = TestingHost.echo();
        proxy.resolver().knows(NAME, "127.0.0.1").knows("evil.example", "127.0.0.1");
        proxy.grant(host.port(), NAME, "*.allowed.example");
    }

    @AfterEach
    void close() throws IOException {
        host.close();
        proxy.close();
    }

    @ParameterizedTest(name = "{index}: {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CONNECT evil.example:PORT        | 403 not-granted: evil.example is not among the granted hosts
                    CONNECT EVIL.Example:PORT        | 403 not-granted: evil.example is not among the granted hosts
                    CONNECT allowed.example:PORT     | 403 not-granted: allowed.example is not among the granted hosts
                    CONNECT notallowed.example:PORT  | 403 not-granted: notallowed.example is not among the granted hosts
                    CONNECT x.allowed.example.evil.example:PORT | 403 not-granted
                    CONNECT registry.example.org:1   | 403 not-granted: port 1 is not among the granted ports
                    CONNECT registry.example.org:22  | 403 not-granted: port 22
                    CONNECT 127.0.0.1:PORT           | 403 not-granted: 127.0.0.1 is not among the granted hosts
                    CONNECT [::1]:PORT               | 403 not-granted: ::1 is not among the granted hosts
                    CONNECT localhost:PORT           | 403 not-granted: localhost is not among the granted hosts
                    CONNECT registry.example.org.:PORT | 400 malformed: the CONNECT names a host with a dot at its end
                    CONNECT registry.example.org     | 400 malformed: the CONNECT names no port
                    CONNECT registry.example.org:0PORT | 400 malformed: the CONNECT names a port that is not
                    CONNECT registry.example.org:+PORT | 400 malformed: the CONNECT names a port that is not
                    CONNECT registry.example.org:99999 | 400 malformed: the CONNECT names a port that is not
                    CONNECT registry.example.org%00.evil.example:PORT | 400 malformed: the CONNECT names a host that is not
                    CONNECT registry_x.allowed.example:PORT | 400 malformed: the CONNECT names a host that is not
                    CONNECT user@registry.example.org:PORT | 400 malformed: the CONNECT names a user name
                    CONNECT registry.example.org@evil.example:PORT | 400 malformed: the CONNECT names a user name
                    CONNECT 127.1:PORT               | 400 malformed: the CONNECT names an IP address in a notation
                    CONNECT 2130706433:PORT          | 400 malformed: the CONNECT names an IP address in a notation
                    CONNECT 0x7f000001:PORT          | 400 malformed: the CONNECT names an IP address in a notation
                    CONNECT 0177.0.0.1:PORT          | 400 malformed: the CONNECT names an IP address in a notation
                    CONNECT 127.0.0.1.:PORT          | 400 malformed: the CONNECT names a host with a dot at its end
                    CONNECT ::1:PORT                 | 400 malformed: the CONNECT names an IPv6 address without brackets
                    CONNECT [::ffff:127.0.0.1]:PORT  | 400 malformed: the CONNECT names an IPv6 address that is not
                    CONNECT [::ffff:7f00:1]:PORT     | 400 malformed: the CONNECT names an IPv6 address that is not
                    CONNECT [0:0:0:0:0:0:0:1]:PORT   | 400 malformed: the CONNECT names an IPv6 address that is not
                    CONNECT [fe80::1%lo]:PORT        | 400 malformed: the CONNECT names an IPv6 address that is not
                    CONNECT http://registry.example.org:PORT/ | 400 malformed: the CONNECT names
                    CONNECT /                        | 400 malformed: the CONNECT names
                    CONNECT *                        | 400 malformed: the CONNECT names
                    GET https://registry.example.org:PORT/ | 404 unknown-route: only http:// is forwarded
                    GET ftp://registry.example.org:PORT/ | 404 unknown-route: only http:// is forwarded
                    GET file:///etc/passwd           | 404 unknown-route: only http:// is forwarded
                    GET http://evil.example:PORT/    | 403 not-granted: evil.example is not among the granted hosts
                    GET http://registry.example.org/ | 403 not-granted: port 80 is not among the granted ports
                    GET http://registry.example.org@evil.example:PORT/ | 400 malformed: the URL names a user name
                    GET http://evil.example:PORT#@registry.example.org/ | 400 malformed: the target is neither
                    GET http://registry.example.org:PORT\\@evil.example/ | 400 malformed: the URL names a user name
                    GET http://evil.example:PORT\\.allowed.example/ | 400 malformed: the URL names a port
                    GET http://127.1:PORT/           | 400 malformed: the URL names an IP address in a notation
                    GET http://[::ffff:127.0.0.1]:PORT/ | 400 malformed: the URL names an IPv6 address
                    GET http:///path                 | 400 malformed: the URL names no host
                    GET http:registry.example.org:PORT/ | 400 malformed: the target is neither
                    GET registry.example.org:PORT    | 400 malformed: the target is neither
                    GET /                            | 404 unknown-route: this socket is a proxy
                    GET //registry.example.org:PORT/ | 404 unknown-route: this socket is a proxy
                    OPTIONS *                        | 404 unknown-route: this socket is a proxy
                    POST /-/broker/v1/whoami         | 404 unknown-route: this socket is a proxy
                    TRACE http://registry.example.org:PORT/ | 404 unknown-route: the method is none of
                    connect registry.example.org:PORT | 400 malformed: the target is neither
                    """)
    void refusesByTheTextAlone(String line, String answer) throws IOException {
        String request = line.replace("PORT", String.valueOf(host.port()));

        assertRefused(request + " HTTP/1.1\r\nHost: " + authority(request) + "\r\n\r\n", answer);
    }

    /// As a plain client would name it in Host.
    private static String authority(String request) {
        String target = request.substring(request.indexOf(' ') + 1);
        return target.contains("/") || target.equals("*") ? "x" : target;
    }

    @ParameterizedTest(name = "{index}: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CONNECT registry.example.org:PORT HTTP/1.1\\r\\nHost: evil.example:PORT | 400 malformed: the Host header names another host
                    CONNECT registry.example.org:PORT HTTP/1.1\\r\\nHost: registry.example.org:1 | 400 malformed: the Host header names another host
                    CONNECT registry.example.org:PORT HTTP/1.1\\r\\nHost:  | 400 malformed: the Host header names another host
                    CONNECT registry.example.org:PORT HTTP/1.1\\r\\nHost: a\\r\\nHost: registry.example.org:PORT | 400 malformed: the request has more than one Host
                    CONNECT registry.example.org:PORT HTTP/1.1 | 400 malformed: the request has no Host
                    CONNECT registry.example.org:PORT HTTP/1.0\\r\\nHost: x | 400 malformed: the Host header names another host
                    GET http://registry.example.org:PORT/ HTTP/1.0\\r\\nHost: x | 400 malformed: the request has a protocol version
                    CONNECT  registry.example.org:PORT HTTP/1.1\\r\\nHost: x | 400 malformed: the request has a request line
                    CONNECT registry.example.org\\0.evil.example:PORT HTTP/1.1\\r\\nHost: x | 400 malformed: the request has a control
                    CONNECT evil.example\\n:PORT HTTP/1.1\\r\\nHost: x | 400 malformed: the request has a control
                    CONNECT registry.example.org:PORT\\r\\nX: HTTP/1.1\\r\\nHost: x | 400 malformed: the request has a request line
                    CONNECT registry.example.org:PORT HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 5 | 400 malformed: the request has a body behind a CONNECT
                    CONNECT registry.example.org:PORT HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked | 400 malformed: the request has a body behind a CONNECT
                    GET http://registry.example.org:PORT/ HTTP/1.1\\r\\nHost: x\\r\\nUpgrade: h2c | 400 malformed: the request has an upgrade
                    """)
    void refusesHeadsThatSayTwoThings(String head, String answer) throws IOException {
        assertRefused(
                head.replace("PORT", String.valueOf(host.port()))
                                .replace("\\r", "\r")
                                .replace("\\n", "\n")
                                .replace("\\0", "\0")
                        + "\r\n\r\n",
                answer);
    }

    @Test
    void refusesNamesThatAreTooLong() throws IOException {
        String huge = "a.".repeat(2000) + "allowed.example:" + host.port();

        assertRefused(
                "CONNECT " + huge + " HTTP/1.1\r\nHost: " + huge + "\r\n\r\n",
                "400 malformed: the CONNECT names a host of more than 253 characters");
        assertRefused(
                "CONNECT " + "a.".repeat(8000) + "allowed.example:1 HTTP/1.1\r\nHost: a\r\n\r\n",
                "400 malformed: the request has a request line of more than 8192 bytes");
    }

    private void assertRefused(String request, String answer) throws IOException {
        try (TestingClient client = proxy.client()) {
            assertThat(client.send(request).answer())
                    .startsWith("HTTP/1.1 " + answer)
                    .contains("application/problem+json")
                    .contains("\"remedy\":\"");
        }
        assertThat(proxy.resolver().asked()).as("no name server is asked").isEmpty();
        assertThat(proxy.opened()).as("no connection is begun").isZero();
        assertThat(host.accepted()).isZero();
        assertThat(proxy.records("intent")).isEmpty();
        assertThat(proxy.records("refusal")).as("it is on record").isNotEmpty();
    }

    @ParameterizedTest(name = "{index}: {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    10.0.0.1                    | a private address
                    203.0.113.9 10.0.0.1        | a private address
                    127.0.0.1 169.254.169.254   | a cloud's metadata service
                    127.0.0.1 0.0.0.0           | an unspecified address
                    ::ffff:10.0.0.1             | a private address
                    64:ff9b::7f00:1             | an IPv6 address that stands for an IPv4 one
                    2002:7f00:1::               | a reserved address
                    fe80::1                     | a link-local address
                    fd00:ec2::254               | a cloud's metadata service
                    127.0.0.1 fc00::1           | a private address
                    224.0.0.1                   | a multicast address
                    """)
    void oneBadAddressRefusesTheWholeAnswer(String addresses, String kind)
            throws IOException, InterruptedException {
        proxy.resolver()
                .changes("a.allowed.example", List.of(Arrays.asList(addresses.split(" ", -1))));
        try (TestingClient client = proxy.client().connect("a.allowed.example:" + host.port())) {
            assertThat(client.answer())
                    .startsWith("HTTP/1.1 403 not-granted: a.allowed.example resolves to " + kind);
        }
        assertThat(proxy.opened()).isZero();
        assertThat(host.accepted()).isZero();
        JsonNode outcome = proxy.outcome();
        assertThat(outcome.path("ending").asString()).isEqualTo("refused");
        assertThat(outcome.path("code").asString()).isEqualTo("not-granted");
        assertThat(proxy.await("refusal", record -> true).path("rule").asString())
                .isEqualTo("egress address");
    }

    @Test
    void connectsToTheAddressThatWasCheckedWhateverTheNameSaysNext() throws IOException {
        try (TestingHost other = TestingHost.at("127.0.0.2", host.port(), visit -> {})) {
            proxy.resolver()
                    .changes(
                            "a.allowed.example",
                            List.of(
                                    List.of("127.0.0.1"),
                                    List.of("127.0.0.2"),
                                    List.of("10.0.0.1")));
            byte[] hello = TestingHello.naming("a.allowed.example").bytes();
            try (TestingClient client =
                    proxy.client().connect("a.allowed.example:" + host.port())) {
                assertThat(client.head()).startsWith("HTTP/1.1 200 ");
                assertThat(client.send(hello).exactly(hello.length)).doesNotContain("<cut>");
            }
            assertThat(proxy.resolver().asked()).containsExactly("a.allowed.example");
            assertThat(host.accepted()).isEqualTo(1);
            assertThat(other.accepted()).isZero();
        }
    }

    @Test
    void theNextRequestIsResolvedAndCheckedAnew() throws IOException {
        proxy.resolver()
                .changes("a.allowed.example", List.of(List.of("127.0.0.1"), List.of("10.0.0.1")));
        try (TestingHost plain =
                        TestingHost.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                TestingClient client = proxy.grant(plain.port(), "*.allowed.example").client()) {
            String get =
                    "GET http://a.allowed.example:"
                            + plain.port()
                            + "/ HTTP/1.1\r\nHost: x\r\n\r\n";

            assertThat(client.send(get).answer()).startsWith("HTTP/1.1 200 ");
            assertThat(client.send(get).answer()).startsWith("HTTP/1.1 403 not-granted");
        }
    }

    @Test
    void aRedirectGoesToTheClientAndIsJudgedWhenItIsAskedFor() throws IOException {
        try (TestingHost plain =
                        TestingHost.answering(
                                "HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\nContent-Length: 0\r\n\r\n");
                TestingClient client = proxy.grant(plain.port(), NAME).client()) {
            client.send(
                    "GET http://" + NAME + ":" + plain.port() + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer())
                    .startsWith("HTTP/1.1 302 ")
                    .contains("Location: http://evil.example/\r\n");
            client.send("GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer()).startsWith("HTTP/1.1 403 not-granted");
        }
        assertThat(proxy.resolver().asked()).containsExactly(NAME);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "evil.example", "registry.example.org.", "registry.example.orgg",
                "www.registry.example.org", "registry.example.org\u0000.evil.example", "127.0.0.1"
            })
    void aHelloForAnotherServerGetsNoByteAcross(String name)
            throws IOException, InterruptedException {
        assertClosed(TestingHello.naming(name).bytes(), "egress server name");
    }

    @Test
    void aHelloWithoutANameGetsNoByteAcross() throws IOException, InterruptedException {
        assertClosed(TestingHello.bare().bytes(), "egress server name");
    }

    @Test
    void anEncryptedHelloGetsNoByteAcross() throws IOException, InterruptedException {
        assertClosed(
                TestingHello.naming(NAME).extension(0xfe0d, new byte[8]).bytes(),
                "egress server name");
    }

    @Test
    void whatIsNotTlsGetsNoByteAcross() throws IOException, InterruptedException {
        assertClosed(
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                "egress server name");
    }

    private void assertClosed(byte[] first, String rule) throws IOException, InterruptedException {
        try (TestingClient client = proxy.client().connect(NAME + ":" + host.port())) {
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            assertThat(client.send(first).rest())
                    .as("a fatal alert, and the end")
                    .containsExactly(21, 3, 1, 0, 2, 2, 112);
        }
        assertThat(host.received()).isEmpty();
        assertThat(proxy.await("refusal", record -> true).path("rule").asString()).isEqualTo(rule);
        assertThat(proxy.outcome().path("ending").asString()).isEqualTo("refused");
        assertThat(proxy.underWay()).isZero();
    }

    @Test
    void aSecondHelloForAnotherServerGetsNoByteAcross() throws IOException, InterruptedException {
        byte[] hello = TestingHello.naming(NAME).bytes();
        byte[] evil = TestingHello.naming("evil.example").bytes();
        try (TestingClient client = proxy.client().connect(NAME + ":" + host.port())) {
            client.head();
            assertThat(client.send(hello).exactly(hello.length)).hasSize(hello.length);
            assertThat(client.send(evil).rest()).containsExactly(21, 3, 1, 0, 2, 2, 112);
        }
        assertThat(host.received()).hasSize(hello.length);
        proxy.await("outcome", record -> record.path("ending").asString().equals("refused"));
        try (TestingClient client = proxy.client().connect(NAME + ":" + host.port())) {
            client.head();
            client.send(TestingHello.join(hello, evil)).rest();
        }
        assertThat(host.received())
                .as("nor where it comes with the first")
                .doesNotContain("evil.example");
    }

    @Test
    void nothingGoesUpstreamBeforeTheHelloIsWhole() throws IOException, InterruptedException {
        byte[] hello = TestingHello.naming(NAME).inRecordsOf(20);
        try (TestingClient client = proxy.client().connect(NAME + ":" + host.port())) {
            client.head();
            for (int at = 0; at < hello.length - 1; at++) {
                client.send(new byte[] {hello[at]});
            }
            Thread.sleep(100);
            assertThat(host.received()).as("not a byte of a hello that is not whole").isEmpty();
            client.send(new byte[] {hello[hello.length - 1]});
            assertThat(client.exactly(hello.length))
                    .isEqualTo(new String(hello, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void anAddressIsReachedOnlyWithoutAName() throws IOException {
        proxy.grant(host.port(), "127.0.0.1");
        byte[] bare = TestingHello.bare().bytes();
        try (TestingClient client = proxy.client().connect("127.0.0.1:" + host.port())) {
            client.head();
            assertThat(client.send(bare).exactly(bare.length)).doesNotContain("<cut>");
        }
        try (TestingClient client = proxy.client().connect("127.0.0.1:" + host.port())) {
            client.head();
            assertThat(client.send(TestingHello.naming(NAME).bytes()).rest()).hasSize(7);
        }
        assertThat(proxy.resolver().asked()).isEmpty();
    }

    @Test
    void theForgeIsClosedByNameWhateverTheRulesSay() throws IOException {
        proxy.close("https://registry.example.org:444/forge", "https://x.allowed.example");

        assertRefused(
                "CONNECT REGISTRY.example.org:PORT HTTP/1.1\r\nHost: registry.example.org\r\n\r\n"
                        .replace("PORT", String.valueOf(host.port())),
                "403 not-granted: registry.example.org is the forge or the model");
    }

    @Test
    void theForgeIsClosedByAddressUnderAnyName() throws IOException {
        proxy.resolver().knows("forge.example.net", "127.0.0.1");
        proxy.close("http://forge.example.net:" + host.port());
        try (TestingClient client = proxy.client().connect(NAME + ":" + host.port())) {
            assertThat(client.answer())
                    .startsWith(
                            "HTTP/1.1 403 not-granted: registry.example.org is at an address of the forge");
        }
        assertThat(proxy.opened()).isZero();
    }

    @Test
    void nothingIsReachedWhileTheForgesAddressIsNotKnown() throws IOException {
        proxy.close("http://unknown.example.net:" + host.port());
        try (TestingClient client = proxy.client().connect(NAME + ":" + host.port())) {
            assertThat(client.answer()).startsWith("HTTP/1.1 502 upstream-unreachable");
        }
        assertThat(proxy.opened()).isZero();
    }

    @Test
    void anAuditThatCannotBeWrittenStopsEverything() throws IOException {
        proxy.audit().close();
        try (TestingClient client = proxy.client().connect(NAME + ":" + host.port())) {
            assertThat(client.answer()).startsWith("HTTP/1.1 503 audit-unavailable: ");
        }
        try (TestingClient client = proxy.client().connect("evil.example:1")) {
            assertThat(client.answer()).startsWith("HTTP/1.1 503 audit-unavailable: ");
        }
        assertThat(proxy.resolver().asked()).isEmpty();
        assertThat(proxy.opened()).isZero();
        assertThat(proxy.underWay()).isZero();
    }

    @Test
    void whatAReloadTookAwayIsRefusedAtOnce() throws IOException {
        try (TestingClient client = proxy.client()) {
            proxy.revoke();
            assertThat(client.connect(NAME + ":" + host.port()).answer())
                    .startsWith("HTTP/1.1 403 not-granted: the agent has no egress any more");
        }
        assertThat(proxy.resolver().asked()).isEmpty();
    }
}
