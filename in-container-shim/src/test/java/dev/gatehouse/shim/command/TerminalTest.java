package dev.gatehouse.shim.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @TempDir private Path directory;

    private Terminal terminal(String target, Map<String, String> environment) throws IOException {
        Path link = directory.resolve("1");
        Terminal terminal =
                Terminal.of(environment, Files.createSymbolicLink(link, Path.of(target)));
        Files.delete(link);
        return terminal;
    }

    @ParameterizedTest
    @CsvSource({"/dev/pts/0", "/dev/tty1", "/dev/console"})
    void knowsATerminal(String target) throws IOException {
        assertThat(terminal(target, Map.of("COLUMNS", "132"))).isEqualTo(new Terminal(132, true));
    }

    @ParameterizedTest
    @CsvSource({"pipe:[1]", "/dev/null", "/tmp/file", "socket:[2]"})
    void knowsWhatIsNone(String target) throws IOException {
        assertThat(terminal(target, Map.of("COLUMNS", "132"))).isEqualTo(new Terminal(0, false));
    }

    @Test
    void knowsNothingWithoutTheLink() {
        assertThat(Terminal.of(Map.of(), directory.resolve("none")))
                .isEqualTo(new Terminal(0, false));
    }

    @ParameterizedTest
    @CsvSource({"NO_COLOR,1", "TERM,dumb"})
    void showsNoColourWhereNoneIsWanted(String name, String value) throws IOException {
        assertThat(terminal("/dev/pts/0", Map.of(name, value)).colour()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "-1", "80x", "12345", "\u0661"})
    void takesNoWidthThatIsNone(String columns) throws IOException {
        assertThat(terminal("/dev/pts/0", Map.of("COLUMNS", columns)).columns()).isZero();
    }
}
