package dev.gatehouse.broker.credential.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewTokenFileTest {
    private static final String TOKEN = "token-of-the-test-0123456789";

    @TempDir private Path directory;

    @Test
    void makesAFileThatIsItsOwnersAlone() throws IOException {
        Path file = directory.resolve("tokens/dev");
        char[] typed = TOKEN.toCharArray();

        assertThat(NewTokenFile.write(file, typed, EffectiveUser.uid())).as("written").isEmpty();
        assertThat(Files.readString(file)).as("content").isEqualTo(TOKEN);
        assertThat(mode(file)).as("the file").isEqualTo("rw-------");
        assertThat(mode(directory.resolve("tokens")))
                .as("its new directory")
                .isEqualTo("rwx------");
        assertThat(typed).as("what was typed is wiped").containsOnly('\0');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "short", "with a blank in it", "line\nbreak-in-it", "umlaut-ä-umlaut"})
    void refusesWhatCanBeNoTokenWithoutRepeatingIt(String typed) throws IOException {
        Path file = directory.resolve("dev");
        char[] characters = typed.toCharArray();

        assertThat(NewTokenFile.write(file, characters, EffectiveUser.uid()))
                .as("why, and not what")
                .hasValueSatisfying(why -> assertThat(why).matches("(is|has) [a-z0-9A-Z, ]+"));
        assertThat(file).as("nothing is written").doesNotExist();
        assertThat(new String(characters).replace("\0", "")).as("wiped all the same").isEmpty();
    }

    @Test
    void replacesNoFile() throws IOException {
        Path file = Files.writeString(directory.resolve("dev"), "mine");

        assertThatThrownBy(() -> NewTokenFile.write(file, TOKEN.toCharArray(), EffectiveUser.uid()))
                .as("a token that works is not lost by a slip")
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readString(file)).as("untouched").isEqualTo("mine");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
