package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForgeAddressTest {
    private static final String URL = "https://forge.example.org";

    @ParameterizedTest
    @CsvSource({
        "http://localhost,               http://localhost",
        "http://LOCALHOST:3000/,         http://localhost:3000",
        "http://127.0.0.1:3000,          http://127.0.0.1:3000",
        "http://127.8.9.10,              http://127.8.9.10",
        "http://[::1]:3000/,             http://[::1]:3000",
        "HTTPS://Forge.Example.org/Git/, https://forge.example.org/Git",
        "https://forge.example.org:8443, https://forge.example.org:8443"
    })
    void acceptsHttpsAndPlainHttpToThisMachineInOneForm(String written, String read) {
        Configuration configuration =
                TestingConfiguration.valid(TestingConfiguration.with(URL, written)).configuration();

        assertThat(configuration.forge().url()).as("no token leaves in the open").hasToString(read);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void letsPlainHttpLeaveOnlyWhereTheOperatorSaysSo(boolean said, boolean accepted) {
        String yaml =
                TestingConfiguration.with(
                        URL, "http://forge.example.org\n  allow-plaintext: " + said);

        assertThat(TestingConfiguration.problems(yaml).isEmpty())
                .as("allow-plaintext: %s", said)
                .isEqualTo(accepted);
    }
}
