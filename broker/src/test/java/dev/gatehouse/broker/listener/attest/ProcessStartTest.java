package dev.gatehouse.broker.listener.attest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessStartTest {
    private static final String REST = " S 1 2 2 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 815 9 10";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sh",
                "a b",
                "",
                ")",
                "(sh)",
                "x) S 1 2 2 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 666 9 10 (y",
                "a\nb"
            })
    void findsTheStartBehindAnyName(String name) {
        assertThat(ProcessStart.ticks("42 (" + name + ")" + REST)).hasValue(815);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "42",
                "42 (sh)",
                "42 (sh) S 1 2 3",
                "42 (sh) S 1 2 2 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 -1 9",
                "42 (sh) S 1 2 2 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 1e9 9",
                "42 (sh) S 1 2 2 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 99999999999999999999 9"
            })
    void findsNoneWhereThereIsNone(String stat) {
        assertThat(ProcessStart.ticks(stat)).isEmpty();
    }

    @Test
    void readsWhatThisKernelWrites() throws IOException {
        assertThat(ProcessStart.ticks(Files.readString(Path.of("/proc/self/stat")))).isPresent();
    }
}
