package dev.gatehouse.broker.egress.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest(name = "{0} holds {1}: {2}")
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "192.168.7.0/24, 192.168.7.0, true",
        "192.168.7.0/24, 192.168.7.255, true",
        "192.168.7.0/24, 192.168.8.0, false",
        "192.168.7.128/25, 192.168.7.127, false",
        "fd00:1::/64, fd00:1::ffff, true",
        "fd00:1::/64, fd00:1:0:1::, false",
        "fc00::/7, fdff::1, true",
        "10.0.0.0/8, ::a00:1, false",
        "::/8, 0.0.0.1, false",
        "0.0.0.0/0, 255.255.255.255, true"
    })
    void holdsWhatSharesItsFirstBits(String range, String address, boolean holds)
            throws UnknownHostException {
        assertThat(AddressRange.read(range).orElseThrow().contains(InetAddress.getByName(address)))
                .isEqualTo(holds);
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "",
                "10",
                "10.0.0",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "10.0.0.0/08",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "010.0.0.0/8",
                "10.0.0.0/255.0.0.0",
                "fd00::/129",
                "FD00::/64",
                "fd00:0::/64",
                "fe80::1%eth0",
                "::ffff:10.0.0.0/104",
                "example.org",
                "10.0.0.0/8 "
            })
    void refusesWhatIsNotOneNetworkInItsOneForm(String text) {
        assertThat(AddressRange.read(text)).isEmpty();
    }
}
