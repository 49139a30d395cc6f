package dev.gatehouse.broker.admin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandNameTest {
    @TempDir Path proc;

    @ParameterizedTest
    @CsvSource({"forge, forge", "git-remote-for, git-remote-for", "'my agent', 'my agent'"})
    void readsWhatTheKernelKeeps(String written, String read) throws IOException {
        assertThat(nameOf(written + "\n")).isEqualTo(read);
    }

    @Test
    void letsNothingThroughThatATerminalActsOn() throws IOException {
        assertThat(nameOf("\u001b[2J\u0007\r\u009bé\n")).isEqualTo("?[2J??????");
    }

    @Test
    void takesNoMoreThanTheKernelGives() throws IOException {
        assertThat(nameOf("x".repeat(4096))).hasSize(15);
    }

    @Test
    void saysNothingOfAProcessThatIsOver() {
        assertThat(CommandName.of(proc, 4711)).isEmpty();
    }

    private String nameOf(String content) throws IOException {
        Path process = Files.createDirectories(proc.resolve("4711"));
        Files.write(process.resolve("comm"), content.getBytes(StandardCharsets.UTF_8));
        return CommandName.of(proc, 4711).orElseThrow();
    }
}
