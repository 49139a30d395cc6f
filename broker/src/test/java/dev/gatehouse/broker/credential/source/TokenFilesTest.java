package dev.gatehouse.broker.credential.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.credential.Reading;
import dev.gatehouse.broker.credential.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFilesTest {
    private static final String TOKEN = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";

    @TempDir private Path directory;
    private TokenFiles files = new TokenFiles(new Custody(-1));

    @BeforeEach
    void readAsThisUser() throws IOException {
        files = new TokenFiles(new Custody(EffectiveUser.uid()));
    }

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, TOKEN + "\n", TOKEN + "\r\n"})
    void readsTheOnlyLine(String content) throws IOException {
        assertThat(tokenIn(files.readFile(file("dev", content, "rw-------")))).isEqualTo(TOKEN);
    }

    static Stream<Arguments> badContent() {
        return Stream.of(
                Arguments.of("", "is empty"),
                Arguments.of("\n", "is empty"),
                Arguments.of("canary-token\n\n", "is more than one line"),
                Arguments.of("canary-token\ncanary-other", "is more than one line"),
                Arguments.of("canary token", "other than visible ASCII"),
                Arguments.of(" canary-token", "other than visible ASCII"),
                Arguments.of("canary-\u00fcml\u00e4ut", "other than visible ASCII"),
                Arguments.of("canary", "is shorter than 8"),
                Arguments.of("canary".repeat(1000), "is longer than 4096"));
    }

    @ParameterizedTest
    @MethodSource("badContent")
    void refusesWhatIsNoTokenWithoutQuotingIt(String content, String defect) throws IOException {
        Path file = file("dev", content, "rw-------");

        Reading.Unreadable unreadable = unreadable(files.readFile(file));

        assertThat(unreadable.problem()).contains(defect).contains(file.toString());
        assertThat(unreadable.toString()).doesNotContain("canary");
    }

    @Test
    void refusesATokenFileOthersCanRead() throws IOException {
        Path file = file("dev", TOKEN, "rw-r-----");

        Reading.Unreadable unreadable = unreadable(files.readFile(file));

        assertThat(unreadable.remedy()).isEqualTo("chmod 600 " + file.toRealPath());
    }

    @Test
    void followsALinkAndJudgesTheFileAtItsEnd() throws IOException {
        Path good =
                Files.createSymbolicLink(directory.resolve("good"), file("a", TOKEN, "r--------"));
        Path bad =
                Files.createSymbolicLink(directory.resolve("bad"), file("b", TOKEN, "r--r--r--"));

        assertThat(tokenIn(files.readFile(good))).isEqualTo(TOKEN);
        assertThat(unreadable(files.readFile(bad)).problem()).contains("can be used by others");
    }

    @Test
    void refusesADirectoryInWhichOthersCanReplaceTheFile() throws IOException {
        Path open = Files.createDirectory(directory.resolve("open"));
        Path file = file("open/dev", TOKEN, "rw-------");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));

        assertThat(unreadable(files.readFile(file)).remedy())
                .isEqualTo("chmod go-w " + open.toRealPath());
        assertThat(unreadable(files.readFile(link)).remedy())
                .as("also at the end of a link")
                .isEqualTo("chmod go-w " + open.toRealPath());
    }

    @Test
    void refusesALinkInADirectoryInWhichOthersCanReplaceIt() throws IOException {
        Path open = Files.createDirectory(directory.resolve("open"));
        Path link = Files.createSymbolicLink(open.resolve("dev"), file("dev", TOKEN, "rw-------"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx---rwx"));

        assertThat(unreadable(files.readFile(link)).remedy())
                .isEqualTo("chmod go-w " + open.toRealPath());
    }

    @Test
    void namesAFileThatIsMissing() {
        Path file = directory.resolve("missing");

        assertThat(unreadable(files.readFile(file)))
                .isEqualTo(
                        new Reading.Unreadable(
                                "token file " + file + " does not exist",
                                "write the token to it and chmod 600 " + file));
    }

    private Path file(String name, String content, String permissions) throws IOException {
        Path file = Files.write(directory.resolve(name), content.getBytes(ISO_8859_1));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String tokenIn(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Token.class);
        try (Secret secret = ((Reading.Token) reading).secret()) {
            return secret.use(bytes -> new String(bytes, ISO_8859_1));
        }
    }

    private static Reading.Unreadable unreadable(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
        return (Reading.Unreadable) reading;
    }
}
