package dev.gatehouse.shim.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.Failure;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:4411=/run/a.sock, /127.0.0.1, 4411, /run/a.sock",
        "[::1]:1=/a, /0:0:0:0:0:0:0:1, 1, /a",
        "127.0.0.1:0=/a=b:c, /127.0.0.1, 0, /a=b:c",
        "127.0.0.1:65535=/a, /127.0.0.1, 65535, /a",
    })
    void understands(String word, String address, int port, Path socket) throws IOException {
        Pair pair = Pair.parse(word);

        assertThat(pair.address().listen().getAddress()).hasToString(address);
        assertThat(pair.address().listen().getPort()).isEqualTo(port);
        assertThat(pair.socket()).isEqualTo(socket);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0:80=/a",
                ":80=/a",
                "[::]:80=/a",
                "::1:80=/a",
                "localhost:80=/a",
                "127.0.0.2:80=/a",
                "127.1:80=/a",
                "[::ffff:127.0.0.1]:80=/a",
                "10.0.0.1:80=/a",
            })
    void listensToNoOtherMachine(String word) {
        assertRefused(word, "on the loopback interface only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "127.0.0.1:80",
                "/run/a.sock",
                "127.0.0.1=/a",
                "127.0.0.1:=/a",
                "127.0.0.1:x=/a",
                "127.0.0.1:-1=/a",
                "127.0.0.1:+1=/a",
                "127.0.0.1:65536=/a",
                "127.0.0.1:000080=/a",
                "127.0.0.1:\u0661=/a",
                "127.0.0.1:80=",
                "127.0.0.1:80=a.sock",
                "127.0.0.1:80=./a.sock",
            })
    void refusesWhatIsNoPair(String word) {
        assertRefused(word, "'" + word + "'");
    }

    @ParameterizedTest
    @ValueSource(ints = {108, 4096})
    void refusesAPathThatNoSocketCanHave(int characters) {
        assertRefused("127.0.0.1:80=/" + "a".repeat(characters - 1), "at most 107");
    }

    private static void assertRefused(String word, String part) {
        assertThatThrownBy(() -> Pair.parse(word))
                .hasMessageContaining(part)
                .hasMessageContaining("write 127.0.0.1:PORT=SOCKET")
                .asInstanceOf(InstanceOfAssertFactories.type(Failure.class))
                .extracting(Failure::exitCode)
                .isEqualTo(ExitCode.USAGE);
    }
}
