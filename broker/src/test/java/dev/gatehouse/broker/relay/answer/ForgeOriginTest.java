package dev.gatehouse.broker.relay.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForgeOriginTest {
    private static final ForgeOrigin PLAIN =
            new ForgeOrigin(URI.create("https://forge.example.org"), Optional.empty());
    private static final ForgeOrigin BELOW_A_PATH =
            new ForgeOrigin(
                    URI.create("http://127.0.0.1:3000/"),
                    Optional.of(URI.create("https://forge.example.org/git/")));

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b",
        "/a/b?c=d, /a/b?c=d",
        "https://forge.example.org/a/b, /a/b",
        "https://forge.example.org/, /",
    })
    void findsThePathOfItsOwnAddresses(String location, String path) {
        assertThat(PLAIN.path(location)).contains(path);
    }

    @ParameterizedTest
    @CsvSource({
        "/git/a/b, /a/b",
        "/gitea/b, /gitea/b",
        "https://forge.example.org/git/a/b, /a/b",
        "http://127.0.0.1:3000/a/b, /a/b",
    })
    void takesOffThePrefixThatForgejoIsBelow(String location, String path) {
        assertThat(BELOW_A_PATH.path(location)).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/b",
                "?a",
                "#a",
                "//evil.example",
                "//forge.example.org/a",
                "///evil.example/a",
                "\\\\evil.example",
                " https://forge.example.org/a",
                "https:/forge.example.org/a",
                "https:forge.example.org/a",
                "http://forge.example.org/a",
                "https://forge.example.org",
                "https://forge.example.org.evil.example/a",
                "https://forge.example.org@evil.example/a",
                "https://forge.example.org:x@evil.example/a",
                "https://forge.example.org:8443/a",
                "https://evil.example/https://forge.example.org/a",
                "https://evil.example#https://forge.example.org/a",
                "https://user@forge.example.org/a",
                "https://forge.example.org\\@evil.example/a",
                "https://forge.example.org?@evil.example/a",
                "https://forge.example.org//evil.example/a",
                "javascript:alert(1)",
                "data:text/plain,a",
                "file:///etc/passwd",
            })
    void findsNoPathInWhatLeadsElsewhere(String location) {
        assertThat(PLAIN.path(location)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://forge.example.org/a",
                "https://forge.example.org/gitea/a",
                "https://forge.example.org/git",
                "/git//evil.example/a",
                "http://127.0.0.1:3000//evil.example/a",
                "http://127.0.0.1:30001/a",
            })
    void findsNoPathBesideThePrefix(String location) {
        assertThat(BELOW_A_PATH.path(location)).isEmpty();
    }
}
