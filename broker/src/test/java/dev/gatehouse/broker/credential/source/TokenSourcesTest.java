package dev.gatehouse.broker.credential.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.TokenSource;
import dev.gatehouse.broker.credential.Reading;
import dev.gatehouse.broker.credential.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSourcesTest {
    @TempDir private Path directory;

    @Test
    void readsASystemdCredentialByName() throws IOException {
        Path file = Files.writeString(directory.resolve("dev"), "canary-token\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

        Reading reading = sources(Optional.of(directory)).read(credential("dev"));

        assertThat(reading).isInstanceOf(Reading.Token.class);
        try (Secret secret = ((Reading.Token) reading).secret()) {
            assertThat(secret.<Integer>use(bytes -> bytes.length)).isEqualTo(12);
        }
    }

    @Test
    void saysWhatToDoWhenSystemdPassedNoCredentials() {
        assertThat(sources(Optional.empty()).read(credential("dev")))
                .isEqualTo(
                        new Reading.Unreadable(
                                "systemd credential 'dev' is wanted, but systemd passed none",
                                "add LoadCredential=dev:FILE to the unit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../tokens/boss", "/etc/shadow", "a/b"})
    void refusesACredentialNameThatLeadsElsewhere(String name) {
        TokenSources sources = sources(Optional.of(directory));

        assertThat(sources.read(credential(name)))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.problem())
                                        .contains("not the name of a systemd credential"));
        assertThat(sources.fileOf(credential(name))).as("nor is it watched").isEmpty();
    }

    @Test
    void knowsWhichFileToWatch() {
        TokenSources sources = sources(Optional.of(directory));

        assertThat(sources.fileOf(new TokenSource.TokenFile(Path.of("/etc/dev"))))
                .contains(Path.of("/etc/dev"));
        assertThat(sources.fileOf(credential("dev"))).contains(directory.resolve("dev"));
        assertThat(sources.fileOf(new TokenSource.TokenCommand(List.of("pass")))).isEmpty();
    }

    private static TokenSource credential(String name) {
        return new TokenSource.SystemdCredential(name);
    }

    private static TokenSources sources(Optional<Path> credentialsDirectory) {
        try {
            return new TokenSources(EffectiveUser.uid(), credentialsDirectory, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
