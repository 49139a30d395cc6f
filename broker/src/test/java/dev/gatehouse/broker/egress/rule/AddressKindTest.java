package dev.gatehouse.broker.egress.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The first and the last address of each special network, and their neighbours.
class AddressKindTest {
    private static final List<String> EVERYTHING = List.of("0.0.0.0/0", "::/0");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    0.0.0.0, UNSPECIFIED
                    0.255.255.255, UNSPECIFIED
                    1.0.0.0, PUBLIC
                    9.255.255.255, PUBLIC
                    10.0.0.0, PRIVATE
                    10.255.255.255, PRIVATE
                    11.0.0.0, PUBLIC
                    100.63.255.255, PUBLIC
                    100.64.0.0, SHARED
                    100.100.100.200, METADATA
                    100.127.255.255, SHARED
                    100.128.0.0, PUBLIC
                    126.255.255.255, PUBLIC
                    127.0.0.0, LOOPBACK
                    127.255.255.255, LOOPBACK
                    128.0.0.0, PUBLIC
                    168.63.129.16, METADATA
                    169.253.255.255, PUBLIC
                    169.254.0.0, LINK_LOCAL
                    169.254.169.254, METADATA
                    169.254.170.2, METADATA
                    169.254.255.255, LINK_LOCAL
                    169.255.0.0, PUBLIC
                    172.15.255.255, PUBLIC
                    172.16.0.0, PRIVATE
                    172.31.255.255, PRIVATE
                    172.32.0.0, PUBLIC
                    192.0.0.0, RESERVED
                    192.0.0.192, METADATA
                    192.0.0.255, RESERVED
                    192.0.1.0, PUBLIC
                    192.0.2.1, PUBLIC
                    192.88.99.1, RESERVED
                    192.167.255.255, PUBLIC
                    192.168.0.0, PRIVATE
                    192.168.255.255, PRIVATE
                    192.169.0.0, PUBLIC
                    198.17.255.255, PUBLIC
                    198.18.0.0, RESERVED
                    198.19.255.255, RESERVED
                    198.20.0.0, PUBLIC
                    198.51.100.1, PUBLIC
                    203.0.113.1, PUBLIC
                    223.255.255.255, PUBLIC
                    224.0.0.0, MULTICAST
                    239.255.255.255, MULTICAST
                    240.0.0.0, RESERVED
                    255.255.255.255, RESERVED
                    ::, UNSPECIFIED
                    ::1, LOOPBACK
                    ::2, RESERVED
                    ::7f00:1, RESERVED
                    ::ffff:0:7f00:1, RESERVED
                    64:ff9b::, TRANSLATED
                    64:ff9b::7f00:1, TRANSLATED
                    64:ff9b:0:0:0:1::, PUBLIC
                    64:ff9b:1::, RESERVED
                    64:ff9b:1:ffff:ffff:ffff:ffff:ffff, RESERVED
                    64:ff9b:2::, PUBLIC
                    100::1, RESERVED
                    2001::1, RESERVED
                    2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED
                    2001:200::, PUBLIC
                    2001:db8::1, PUBLIC
                    2002:7f00:1::, RESERVED
                    2003::, PUBLIC
                    2606:4700::1, PUBLIC
                    5f00::1, RESERVED
                    fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PUBLIC
                    fc00::, PRIVATE
                    fd00:ec2::254, METADATA
                    fd20:ce::254, METADATA
                    fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PRIVATE
                    fe00::, PUBLIC
                    fe80::, LINK_LOCAL
                    febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, LINK_LOCAL
                    fec0::, PRIVATE
                    feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PRIVATE
                    ff00::, MULTICAST
                    ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, MULTICAST
                    """)
    void knowsTheSpecialNetworks(String address, AddressKind kind) throws UnknownHostException {
        InetAddress parsed = InetAddress.getByName(address);

        assertThat(AddressKind.of(parsed)).isEqualTo(kind);
        assertThat(opening(List.of()).objection(parsed, false).isEmpty())
                .as("without an opened network only public addresses are reached")
                .isEqualTo(kind == AddressKind.PUBLIC);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "10.1.2.3, true",
        "127.0.0.1, true",
        "100.64.0.1, true",
        "fd00::1, true",
        "::1, true",
        "203.0.113.1, true",
        "0.0.0.0, false",
        "169.254.1.1, false",
        "169.254.169.254, false",
        "fd00:ec2::254, false",
        "fe80::1, false",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "::, false",
        "2002:a00:1::, false",
        "64:ff9b::a01:203, true",
        "64:ff9b::a9fe:a9fe, false",
        "64:ff9b::, false"
    })
    void neverOpensWhatIsNobodysNetwork(String address, boolean reached)
            throws UnknownHostException {
        assertThat(opening(EVERYTHING).objection(InetAddress.getByName(address), false).isEmpty())
                .isEqualTo(reached);
    }

    @Test
    void looksBehindATranslatedAddress() throws UnknownHostException {
        EgressRules rules = opening(List.of("64:ff9b::/96"));

        assertThat(rules.objection(InetAddress.getByName("64:ff9b::cb00:7107"), false))
                .as("203.0.113.7 is public")
                .isEmpty();
        assertThat(rules.objection(InetAddress.getByName("64:ff9b::a00:1"), false))
                .as("10.0.0.1 is not opened")
                .hasValue("a private address");
    }

    @Test
    void refusesTheMachineItself() throws UnknownHostException {
        InetAddress own = InetAddress.getByName("203.0.113.7");

        assertThat(opening(List.of()).objection(own, true))
                .hasValue("an address of the broker's own machine");
        assertThat(opening(List.of("203.0.113.7")).objection(own, true)).isEmpty();
        assertThat(opening(List.of("203.0.113.8")).objection(own, true)).isPresent();
    }

    @Property
    void anAddressIsWrittenAsJavaReadsIt(@ForAll @Size(16) byte[] bytes)
            throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);

        assertThat(InetAddress.getByName(AddressText.of(address))).isEqualTo(address);
        assertThat(AddressText.read(AddressText.of(address))).isEqualTo(Optional.of(address));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "1:0:0:0:0:0:0:0, 1::",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1"
    })
    void writesAddressesInTheOneForm(String text, String canonical) throws UnknownHostException {
        assertThat(AddressText.of(InetAddress.getByName(text))).isEqualTo(canonical);
    }

    private static EgressRules opening(List<String> ranges) {
        return new EgressRules(
                List.of(new HostPattern.Exact(new Host.Name("example.org"))),
                List.of(443),
                ranges.stream().flatMap(AddressKindTest::range).toList(),
                1,
                OptionalLong.empty());
    }

    private static Stream<AddressRange> range(String text) {
        return AddressRange.read(text).stream();
    }
}
