package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.config.Reading.Valid;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsReaderTest {
    @Test
    void servesMetricsNowhereElseUnlessTold() {
        assertThat(listen("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:9464", "127.8.8.8:1", "[::1]:65535"})
    void takesAnAddressOfLoopback(String address) {
        Optional<InetSocketAddress> listen = listen("metrics: { listen: \"" + address + "\" }\n");

        assertThat(listen).isPresent();
        assertThat(listen.orElseThrow().getAddress().isLoopbackAddress()).isTrue();
        assertThat(address).endsWith(":" + listen.orElseThrow().getPort());
    }

    private static Optional<InetSocketAddress> listen(String line) {
        Reading reading = TestingConfiguration.read(line + TestingConfiguration.VALID);
        assertThat(reading).isInstanceOf(Valid.class);
        return ((Valid) reading).configuration().metricsListen();
    }
}
