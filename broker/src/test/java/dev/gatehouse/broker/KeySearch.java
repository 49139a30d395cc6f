package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.credential.mask.TokenForms;
import dev.gatehouse.broker.credential.mask.TokenMask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Looks for secrets in what was said, in every form in which the broker masks them.
public final class KeySearch {
    private final TokenMask mask;

    public KeySearch(String... secrets) {
        this.mask =
                TokenMask.of(
                        Stream.of(secrets)
                                .map(secret ->
                                        TokenForms.of(secret.getBytes(StandardCharsets.US_ASCII)))
                                .toList());
    }

    public boolean finds(String text) {
        return !mask.mask(text).equals(text);
    }

    /// @param what it is, for the failure; the text itself is not shown
    public void assertNotIn(String what, String text) {
        assertThat(text).as(what + " was there to be searched").isNotEmpty();
        assertThat(finds(text)).as("a key in " + what).isFalse();
    }

    public void assertNotBelow(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        assertThat(files).as("files below " + directory).isNotEmpty();
        for (Path file : files) {
            assertThat(finds(Files.readString(file, StandardCharsets.ISO_8859_1)))
                    .as("a key in " + file)
                    .isFalse();
        }
    }
}
