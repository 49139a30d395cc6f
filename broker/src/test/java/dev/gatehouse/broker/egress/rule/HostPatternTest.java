package dev.gatehouse.broker.egress.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPatternTest {
    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(
            textBlock =
                    """
                    example.org,     example.org,         true
                    example.org,     EXAMPLE.ORG,         true
                    example.org,     www.example.org,     false
                    example.org,     example.org.evil.example, false
                    example.org,     notexample.org,      false
                    *.example.org,   www.example.org,     true
                    *.example.org,   a.b.c.example.org,   true
                    *.example.org,   WWW.Example.Org,     true
                    *.example.org,   example.org,         false
                    *.example.org,   notexample.org,      false
                    *.example.org,   www.example.org.evil.example, false
                    *.example.org,   example.org.example.org, true
                    203.0.113.7,     203.0.113.7,         true
                    203.0.113.7,     203.0.113.70,        false
                    2001:db8::7,     [2001:db8::7],       true
                    2001:db8::7,     [2001:db8::8],       false
                    xn--bcher-kva.example, xn--bcher-kva.example, true
                    localhost,       localhost,           true
                    """)
    void matchesWholeNamesAndWholeSuffixes(String pattern, String host, boolean matches) {
        assertThat(HostPattern.read(pattern))
                .isInstanceOfSatisfying(
                        HostPattern.class,
                        read -> {
                            assertThat(read.text()).isEqualTo(pattern);
                            assertThat(read.matches((Host) Host.read(host))).isEqualTo(matches);
                        });
    }

    @ParameterizedTest(name = "{index}: {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    *                    | has a '*' that is not the first label
                    *.com                | covers a whole top-level domain
                    *.*                  | is a host that is not letters
                    *.                   | is no host
                    *example.org         | has a '*' that is not the first label
                    www.*.org            | has a '*' that is not the first label
                    *.*.example.org      | is a host that is not letters
                    *.10.0.0.1           | is no suffix of names
                    *.0.0.1              | is an IP address in a notation other
                    https://example.org  | is not a host's name
                    example.org/path     | is not a host's name
                    example.org:443      | names a port
                    Example.org          | has capital letters
                    bücher.example       | has letters outside ASCII
                    example.org.         | is a host with a dot at its end
                    user@example.org     | is a host that is not letters
                    127.1                | is an IP address in a notation other
                    ::ffff:127.0.0.1     | is an IPv6 address that is not in its one canonical form
                    [::1]                | is an IPv6 address that is not in its one canonical form
                    """)
    void refusesWhatGrantsMoreOrLessThanItSays(String text, String problem) {
        assertThat(HostPattern.read(text))
                .isInstanceOfSatisfying(
                        NoPattern.class, no -> assertThat(no.problem()).startsWith(problem));
    }
}
