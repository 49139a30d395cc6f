package dev.gatehouse.broker.egress.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.egress.rule.Host;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedHostsTest {
    private final List<String> asked = new ArrayList<>();
    private List<String> answer = List.of("203.0.113.1");
    private long now;

    private final ClosedHosts closed =
            new ClosedHosts(
                    Stream.of(
                                    "https://forge.example.org:3000/path",
                                    "http://127.0.0.1:4000",
                                    "https://[fd00::1]",
                                    "https://FORGE.example.org")
                            .map(URI::create)
                            .toList(),
                    name -> {
                        asked.add(name);
                        if (answer.isEmpty()) {
                            throw new UnknownHostException(name);
                        }
                        return answer.stream().map(ClosedHostsTest::address).toList();
                    },
                    () -> now);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "forge.example.org, true", "FORGE.example.org, true", "www.forge.example.org, false",
        "forge.example.org.evil.example, false", "127.0.0.1, false", "other.example.org, false"
    })
    void areNamedAtAnyPort(String host, boolean named) {
        assertThat(closed.areNamed((Host) Host.read(host))).isEqualTo(named);
        assertThat(asked).as("a name is compared, not asked for").isEmpty();
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "203.0.113.1, 3000, true", "203.0.113.1, 443, true", "203.0.113.1, 80, true",
        "203.0.113.1, 22, true", "203.0.113.1, 5000, false", "203.0.113.2, 443, false",
        "127.0.0.1, 4000, true", "127.0.0.1, 80, true", "127.0.0.1, 5000, false",
        "fd00::1, 443, true", "fd00::1, 5000, false", "64:ff9b::cb00:7101, 3000, true",
        "64:ff9b::cb00:7102, 3000, false"
    })
    void haveAddressesAtTheirOwnAndTheUsualPorts(String address, int port, boolean have)
            throws UnknownHostException {
        assertThat(closed.haveAddress(address(address), port)).isEqualTo(have);
    }

    @Test
    void areAskedForAnewAfterAShortWhile() throws UnknownHostException {
        assertThat(closed.haveAddress(address("203.0.113.2"), 443)).isFalse();
        answer = List.of("203.0.113.2");
        now += Duration.ofSeconds(29).toNanos();
        assertThat(closed.haveAddress(address("203.0.113.2"), 443)).isFalse();
        assertThat(asked).hasSize(1);
        now += Duration.ofSeconds(2).toNanos();
        assertThat(closed.haveAddress(address("203.0.113.2"), 443)).isTrue();
        assertThat(closed.haveAddress(address("203.0.113.1"), 443))
                .as("where the name led a while ago, the forge may still be")
                .isTrue();
        now += Duration.ofMinutes(11).toNanos();
        assertThat(closed.haveAddress(address("203.0.113.1"), 443)).isFalse();
    }

    @Test
    void keepTheAddressesTheyHadWhileTheyCannotBeAskedFor() throws UnknownHostException {
        closed.haveAddress(address("203.0.113.1"), 443);
        answer = List.of();
        now += Duration.ofHours(1).toNanos();

        assertThat(closed.haveAddress(address("203.0.113.1"), 443)).isTrue();
    }

    @Test
    void areUndecidedWhereTheyWereNeverFound() {
        answer = List.of();

        assertThatThrownBy(() -> closed.haveAddress(address("203.0.113.1"), 443))
                .isInstanceOf(UnknownHostException.class);
        assertThat(asked).as("and the next one asks again").hasSize(1);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException noAddress) {
            throw new AssertionError(noAddress);
        }
    }
}
