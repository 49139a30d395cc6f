package dev.gatehouse.broker.credential.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.ModelKey;
import dev.gatehouse.broker.credential.key.KeyReader.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthFileTest {
    private static final String LOGIN =
            """
            {"mcpOAuth":{"x":{"accessToken":"not-this-one"}},
             "claudeAiOauth":{"accessToken":"sk-ant-oat01-abcdefgh","refreshToken":"sk-ant-ort01-ijklmnop",
             "expiresAt":1790000000000,"scopes":["user:inference"],"subscriptionType":"max"}}
            """;

    @TempDir private Path home;
    private Path file;

    private KeySources sources;

    @BeforeEach
    void login() throws IOException {
        sources =
                new KeySources(
                        new TokenSources(
                                EffectiveUser.uid(), Optional.empty(), Map.of("PATH", "/usr/bin")));
        file = home.resolve(".credentials.json");
        write(LOGIN, "rw-------");
    }

    @Test
    void readsTheKeyItsEndAndWhatRenewsIt() {
        Reading.Key key = (Reading.Key) read();
        assertThat(key.secret().<String>use(bytes -> new String(bytes, US_ASCII)))
                .isEqualTo("sk-ant-oat01-abcdefgh");
        assertThat(key.renewal().orElseThrow().<String>use(bytes -> new String(bytes, US_ASCII)))
                .isEqualTo("sk-ant-ort01-ijklmnop");
        assertThat(key.expires()).contains(Instant.ofEpochMilli(1_790_000_000_000L));
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----, true", "rw-rw----, false", "rw-r--r--, false", "rwx--x---, false"})
    void takesARightOfTheGroupForTheBrokersAccessListOnlyIfItIsToRead(String mode, boolean fine)
            throws IOException {
        write(LOGIN, mode);
        assertThat(read() instanceof Reading.Key).isEqualTo(fine);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"claudeAiOauth\":{}}",
                "{\"claudeAiOauth\":{\"accessToken\":1}}",
                "{\"claudeAiOauth\":{\"accessToken\":\"short\"}}",
                "{\"claudeAiOauth\":{\"accessToken\":\"with a blank\"}}",
                "{\"claudeAiOauth\":{\"accessToken\":\"snowman-\u2603\u2603\u2603\"}}",
                "{\"x\":{\"claudeAiOauth\":{\"accessToken\":\"sk-ant-oat01-abcdefgh\"}}}",
                "sk-ant-oat01-abcdefgh"
            })
    void saysWhatIsWrongWithoutRepeatingIt(String text) throws IOException {
        write(text, "rw-------");
        Reading.Unreadable unreadable = (Reading.Unreadable) read();
        assertThat(unreadable.problem()).contains(file.toString()).doesNotContain("sk-ant");
        assertThat(unreadable.remedy()).contains("log in again");
    }

    @Test
    void refusesAFolderInWhichOthersCouldReplaceIt() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(((Reading.Unreadable) read()).remedy()).contains("chmod go-w");
    }

    @Test
    void namesTheFileThatIsNotThere() throws IOException {
        Files.delete(file);
        assertThat(((Reading.Unreadable) read()).problem()).contains("does not exist");
    }

    private Reading read() {
        return sources.read(new ModelKey.OAuthFile(file));
    }

    private void write(String text, String mode) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
