package dev.gatehouse.broker.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalStreamTest {
    @TempDir private Path directory;

    @Test
    void knowsAStreamByDeviceAndInode() throws IOException {
        Path stream = Files.createFile(directory.resolve("stream"));
        String its =
                Files.getAttribute(stream, "unix:dev")
                        + ":"
                        + Files.getAttribute(stream, "unix:ino");

        assertThat(JournalStream.is(its, stream)).as("the same stream").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "1:2", "x:y"})
    void takesAnInheritedVariableForNoProof(String variable) throws IOException {
        Path stream = Files.createFile(directory.resolve("stream"));

        assertThat(JournalStream.is(variable, stream)).as("another stream").isFalse();
        assertThat(JournalStream.isStandardError(Optional.of(variable)))
                .as("standard error of this test")
                .isFalse();
    }

    @Test
    void takesAClosedStreamForNone() {
        assertThat(JournalStream.is("1:2", directory.resolve("closed")))
                .as("no such file")
                .isFalse();
    }
}
