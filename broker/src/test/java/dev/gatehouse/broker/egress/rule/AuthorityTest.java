package dev.gatehouse.broker.egress.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    example.org:443                | example.org:443
                    EXAMPLE.Org:443                | example.org:443
                    a-b.c1:1                       | a-b.c1:1
                    localhost:65535                | localhost:65535
                    203.0.113.7:80                 | 203.0.113.7:80
                    [2001:db8::1]:443              | [2001:db8::1]:443
                    [2001:DB8::1]:443              | [2001:db8::1]:443
                    [::1]:443                      | [::1]:443
                    """)
    void readsOneFormOfEachHost(String text, String canonical) {
        assertThat(read(text))
                .isInstanceOfSatisfying(
                        Authority.class, found -> assertThat(found).hasToString(canonical));
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                // A port that is none, or not written in the one way.
                "example.org",
                "example.org:",
                "example.org:0",
                "example.org:00443",
                "example.org:+443",
                "example.org:65536",
                "example.org:99999999999",
                "example.org:4 3",
                "example.org:0x1bb",
                "example.org:443:443",
                "example.org:-1",
                "example.org:\u0664",
                // No host, or one with bytes that other readers take for its end.
                "",
                ":443",
                " example.org:443",
                "example.org :443",
                "example.org\u0000:443",
                "example.org\r\n:443",
                "example.org\t:443",
                "example.org%00:443",
                "ex%61mple.org:443",
                "example.org/:443",
                "example.org#:443",
                "example.org?:443",
                "example\\.org:443",
                "*.example.org:443",
                "exa_mple.org:443",
                "ex\u00e4mple.org:443",
                "e\u212axample.org:443",
                "example\u3002org:443",
                "example.org,evil.example:443",
                // Dots and hyphens.
                "example.org.:443",
                ".example.org:443",
                "example..org:443",
                ".:443",
                "-a.example:443",
                "a-.example:443",
                "a.-:443",
                // User information.
                "granted.example@evil.example:443",
                "user:password@example.org:443",
                "@example.org:443",
                // IPv4 in the notations of inet_aton(3), and what looks like it.
                "127.1:443",
                "127.0.1:443",
                "2130706433:443",
                "0x7f000001:443",
                "0x7f.0.0.1:443",
                "0177.0.0.1:443",
                "127.0.0.01:443",
                "127.0.0.1.:443",
                "256.0.0.1:443",
                "1.2.3.4.5:443",
                "127.0.0.0x1:443",
                "example.0x:443",
                "example.12:443",
                "0:443",
                // IPv6 without brackets, with a zone, with IPv4 in it, not in its one form.
                "::1:443",
                "2001:db8::1:443",
                "[::1:443",
                "::1]:443",
                "[::1]x:443",
                "[::1]443",
                "[fe80::1%eth0]:443",
                "[fe80::1%25eth0]:443",
                "[::ffff:127.0.0.1]:443",
                "[::ffff:7f00:1]:443",
                "[0:0:0:0:0:0:0:1]:443",
                "[::0001]:443",
                "[2001:db8::0:1]:443",
                "[2001:db8:0:0:1:0:0::]:443",
                "[::127.0.0.1]:443",
                "[127.0.0.1]:443",
                "[example.org]:443",
                "[]:443",
                "[:]:443",
                "[:::]:443",
                "[1::2::3]:443",
                "[12345::]:443",
                "[v1.x]:443",
                "[[::1]]:443",
                "[1:2:3:4:5:6:7:8:9]:443",
                "[1:2:3:4:5:6:7]:443"
            })
    void refusesWhatAnotherReaderCouldTakeForAnotherHost(String text) {
        assertThat(read(text))
                .isInstanceOfSatisfying(
                        NoHost.class,
                        no -> assertThat(no.problem()).as("nothing is echoed").matches("[ -~]+"));
    }

    @Test
    void refusesNamesThatDnsCannotHave() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));

        assertThat(read(longest + ":1")).as("253 characters").isInstanceOf(Authority.class);
        assertThat(read("a" + longest + ":1")).isInstanceOf(NoHost.class);
        assertThat(read(longest + "a:1")).isInstanceOf(NoHost.class);
        assertThat(read("a" + label + ".example:1")).isInstanceOf(NoHost.class);
    }

    @Test
    void takesThePortOfTheSchemeWhereNoneIsNamed() {
        assertThat(Authority.read("[::1]", OptionalInt.of(80))).hasToString("[::1]:80");
        assertThat(Authority.read("example.org:", OptionalInt.of(80)))
                .as("a colon announces a port")
                .isInstanceOf(NoHost.class);
    }

    @Property
    void whatWasReadReadsAsTheSame(
            @ForAll
                    @AlphaChars
                    @NumericChars
                    @Chars({'.', ':', '[', ']', '-', '@', '%', ' '})
                    @StringLength(max = 40)
                    String text) {
        if (read(text) instanceof Authority found) {
            assertThat(read(found.toString())).as("one host has one name").isEqualTo(found);
        }
    }

    private static AuthorityReading read(String text) {
        return Authority.read(text, OptionalInt.empty());
    }
}
