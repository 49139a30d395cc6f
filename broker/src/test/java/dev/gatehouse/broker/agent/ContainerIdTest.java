package dev.gatehouse.broker.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerIdTest {
    private static final String ID = "0123456789abcdef".repeat(4);

    @Test
    void isSixtyFourHexDigits() {
        assertThat(new ContainerId(ID)).hasToString(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789ab",
                "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n",
                "../456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef01"
            })
    void refusesWhatIsNoId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ContainerId(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-dev", "../dev", "dev dev", "dev\n", "dev/x", "gatehouse=dev"})
    void refusesWhatIsNoContainersName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Container(name, new ContainerId(ID)));
    }
}
