package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.egress.rule.AddressRange;
import dev.gatehouse.broker.egress.rule.EgressRules;
import dev.gatehouse.broker.egress.rule.HostPattern;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EgressReaderTest {
    @Test
    void readsEveryKey() {
        assertThat(
                        egress(
                                with(
                                        "hosts: [registry.example.org, \"*.allowed.example\", 10.1.2.3]",
                                        "ports: [443, 8443]",
                                        "private-addresses: [10.1.2.3, \"fd00:1::/64\"]",
                                        "limits: { connections: 4, bytes: 10GiB }")))
                .hasValue(
                        new EgressRules(
                                hosts("registry.example.org", "*.allowed.example", "10.1.2.3"),
                                List.of(443, 8443),
                                ranges("10.1.2.3", "fd00:1::/64"),
                                4,
                                OptionalLong.of(10L << 30)));
    }

    @Test
    void hasDefaults() {
        assertThat(egress(with("hosts: [registry.example.org]")))
                .hasValue(
                        new EgressRules(
                                hosts("registry.example.org"),
                                List.of(443, 80),
                                List.of(),
                                32,
                                OptionalLong.empty()));
    }

    @Test
    void givesNothingWhereNothingIsSaid() {
        assertThat(egress(TestingConfiguration.VALID)).isEmpty();
    }

    @Test
    void warnsOfAHostThatIsNeverReachedThisWay() {
        assertThat(TestingConfiguration.warnings(with("hosts: [a.example, forge.example.org]")))
                .singleElement()
                .asString()
                .contains(
                        "egress.hosts: 'forge.example.org' is the forge or a model, which has its own socket; remove it");
        assertThat(TestingConfiguration.warnings(with("hosts: [\"*.example.org\"]")))
                .as("others below the same suffix may be meant")
                .isEmpty();
    }

    @ParameterizedTest(name = "{index}: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ports: [443]                  | egress: 'hosts' is missing; add hosts: [registry.example.org], or remove 'egress'
                    hosts: []                     | egress.hosts: no host is granted; name one, or remove 'egress'
                    hosts: a.example              | egress.hosts: a list was expected, not a text; write it as [a, b]
                    hosts: [443]                  | egress.hosts: a text was expected, not a number; put the value in quotes
                    hosts: ["*"]                  | egress.hosts: '*' has a '*' that is not the first label; name the host, or write *. before a suffix of at least two labels
                    hosts: ["*.com"]              | egress.hosts: '*.com' covers a whole top-level domain; give the suffix at least two labels, such as *.example.org
                    hosts: ["https://a.example"]  | egress.hosts: 'https://a.example' is not a host's name; write the name only: no scheme, no path
                    hosts: [a.example/x]          | egress.hosts: 'a.example/x' is not a host's name; write the name only: no scheme, no path
                    hosts: ["a.example:443"]      | egress.hosts: 'a.example:443' names a port; list the port under 'ports'
                    hosts: [A.example]            | egress.hosts: 'A.example' has capital letters; write it in lower case
                    hosts: [bücher.example]       | egress.hosts: this has letters outside ASCII; write the name as DNS has it: xn--...
                    hosts: [a.example.]           | egress.hosts: 'a.example.' is a host with a dot at its end; leave the dot off; write one such as registry.example.org
                    hosts: [127.1]                | egress.hosts: a text was expected, not a number; put the value in quotes
                    hosts: ["127.1"]              | egress.hosts: '127.1' is an IP address in a notation other than four decimal numbers; write one such as registry.example.org
                    hosts: [127.0.0.1]            | egress.hosts: '127.0.0.1' is a loopback address; list it under 'private-addresses' too, if the agent is to reach it
                    hosts: [10.1.2.3]             | egress.hosts: '10.1.2.3' is a private address; list it under 'private-addresses' too, if the agent is to reach it
                    hosts: [169.254.169.254]      | egress.hosts: '169.254.169.254' is a cloud's metadata service, which is never reached; remove it
                    hosts: [a.example]\\n      ports: []  | egress.ports: no port is granted; name one, or remove 'ports': 443 and 80 are meant then
                    hosts: [a.example]\\n      ports: [0] | egress.ports: the number is out of range; use a whole number from 1 to 65535
                    hosts: [a.example]\\n      ports: [https] | egress.ports: a number was expected, not a text; write it in digits, without quotes
                    hosts: [a.example]\\n      private-addresses: [10.1.2.3/8] | egress.private-addresses: '10.1.2.3/8' is not a network; write one such as 10.1.2.3, 192.168.7.0/24 or 'fd00:1::/64', in its shortest form, with no bits behind the prefix
                    hosts: [a.example]\\n      private-addresses: [169.254.0.0/16] | egress.private-addresses: '169.254.0.0/16' is a link-local address, which is never reached; remove it
                    hosts: [a.example]\\n      private-addresses: [8.0.0.0/7] | egress.private-addresses: '8.0.0.0/7' is wider than any private network; name the networks that are meant
                    hosts: [a.example]\\n      limits: { connections: 0 } | egress.limits.connections: the number is out of range; use a whole number from 1 to 256
                    hosts: [a.example]\\n      limits: { bytes: 1KiB } | egress.limits.bytes: the size is out of range; use 1MiB to 1024GiB
                    hosts: [a.example]\\n      limits: { body: 1MiB } | 'body' is not a key here; use one of: connections, bytes
                    hosts: [a.example]\\n      port: [443] | 'port' is not a key here; did you mean 'ports'?
                    """)
    void saysWhatIsWrongWhereAndWhatToDo(String lines, String expected) {
        assertThat(TestingConfiguration.problems(with(TestingConfiguration.unescaped(lines))))
                .as("one problem, with what to do")
                .singleElement()
                .asString()
                .endsWith(expected);
    }

    private static Optional<EgressRules> egress(String yaml) {
        return TestingConfiguration.valid(yaml).configuration().agents().values().stream()
                .findFirst()
                .flatMap(AgentSettings::egress);
    }

    private static List<HostPattern> hosts(String... texts) {
        return Stream.of(texts).map(text -> (HostPattern) HostPattern.read(text)).toList();
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(text -> AddressRange.read(text).orElseThrow()).toList();
    }

    private static String with(String... lines) {
        return TestingConfiguration.with(
                "    socket: {",
                "    egress:\n      " + String.join("\n      ", lines) + "\n    socket: {");
    }
}
