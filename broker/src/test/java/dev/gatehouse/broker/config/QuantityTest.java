package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({"1KiB, 1024", "512MiB, 536870912", "3GiB, 3221225472", "1025KiB, 1049600"})
    void readsAndWritesSizes(String text, long bytes) {
        assertThat(Quantity.bytes(text)).as("read").contains(bytes);
        assertThat(Quantity.ofBytes(bytes)).as("written").isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"100ms, PT0.1S", "10s, PT10S", "61s, PT61S", "2m, PT2M"})
    void readsAndWritesTimes(String text, Duration time) {
        assertThat(Quantity.time(text)).as("read").contains(time);
        assertThat(Quantity.ofTime(time)).as("written").isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10", "MiB", "-1MiB", "1.5MiB", "1MB", "1mib", "1000000000GiB", "10h"})
    void readsNothingElse(String text) {
        assertThat(Quantity.bytes(text)).as("as a size").isEmpty();
        assertThat(Quantity.time(text)).as("as a time").isEmpty();
    }
}
