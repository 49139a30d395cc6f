package dev.gatehouse.shim.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.relay.Doorkeeper;
import dev.gatehouse.shim.relay.PeerOwner;
import dev.gatehouse.shim.relay.RequestHead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForgeDoorTest {
    private final ForgeDoor door =
            new ForgeDoor(
                    3000,
                    new Console(
                            InputStream.nullInputStream(),
                            OutputStream.nullOutputStream(),
                            OutputStream.nullOutputStream()));

    private Doorkeeper.Verdict judge(PeerOwner owner, String... fields) throws IOException {
        String head = "GET /api/v1/user HTTP/1.1\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
        return door.judge(
                RequestHead.read(
                        new ByteArrayInputStream(head.getBytes(StandardCharsets.ISO_8859_1))),
                owner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:3000", "localhost:3000", "LOCALHOST:3000"})
    void letsProgramsOfThisUserIn(String host) throws IOException {
        assertThat(judge(PeerOwner.SAME, "Host: " + host, "Authorization: token x"))
                .isEqualTo(
                        new Doorkeeper.Admitted(
                                "GET /api/v1/user HTTP/1.1\r\nHost: gatehouse\r\nConnection:"
                                        + " close\r\nGatehouse-Base: http://127.0.0.1:3000\r\n\r\n"));
    }

    @Test
    void letsItsOwnPagesIn() throws IOException {
        assertThat(judge(PeerOwner.SAME, "Host: 127.0.0.1:3000", "Origin: http://127.0.0.1:3000"))
                .isInstanceOf(Doorkeeper.Admitted.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SAME")
    void turnsAwayWhoMayBeSomebodyElse(PeerOwner owner) throws IOException {
        assertThat(judge(owner, "Host: 127.0.0.1:3000"))
                .isInstanceOf(Doorkeeper.TurnedAway.class)
                .asString()
                .contains("{\"message\":\"gatehouse: this door is open to the user only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: y",
                "Host:",
                "Host: evil.test",
                "Host: evil.test:3000",
                "Host: 127.0.0.1",
                "Host: 127.0.0.1:3001",
                "Host: 127.0.0.1:3000\r\nHost: 127.0.0.1:3000",
            })
    void turnsAwayWhoMeansAnotherHost(String host) throws IOException {
        assertThat(judge(PeerOwner.SAME, host)).isInstanceOf(Doorkeeper.TurnedAway.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: null",
                "Origin: https://evil.test",
                "Origin: http://127.0.0.1:3001",
                "Origin: http://127.0.0.1:3000\r\nOrigin: https://evil.test",
            })
    void turnsAwayPagesFromElsewhere(String origin) throws IOException {
        assertThat(judge(PeerOwner.SAME, "Host: 127.0.0.1:3000", origin))
                .isInstanceOf(Doorkeeper.TurnedAway.class);
    }
}
