package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.misbehaviour.Breakage;
import dev.gatehouse.demoforge.misbehaviour.BrokenForge;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The bytes of a broken answer arrive as they are, and the connection ends or stays as it says.
final class BrokenForgeIT {
    private static final int PATIENCE_MILLIS = 300;

    @ParameterizedTest
    @EnumSource
    void breaksInItsOwnWay(Breakage breakage) throws Exception {
        try (BrokenForge forge = BrokenForge.start(breakage)) {
            String answer = ask(forge.url());
            if (breakage == Breakage.CLOSES_WITHOUT_A_WORD) {
                assertThat(answer).isEmpty();
            } else {
                assertThat(answer).isNotEmpty();
            }
            assertThat(forge.connections()).isEqualTo(1);
        }
    }

    @Test
    void sendsTheseVeryBytes() throws Exception {
        byte[] bytes = "HTTP/1.1 200 OK\r\n\r\n\0\1".getBytes(StandardCharsets.ISO_8859_1);
        try (BrokenForge forge = BrokenForge.start(bytes, false)) {
            assertThat(ask(forge.url())).isEqualTo("HTTP/1.1 200 OK\r\n\r\n\0\1");
        }
    }

    private static String ask(URI url) throws Exception {
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            InputStream in = socket.getInputStream();
            try {
                for (int next = in.read(); next >= 0; next = in.read()) {
                    answer.append((char) next);
                }
            } catch (SocketTimeoutException staysOpen) {
                return answer.toString();
            }
            return answer.toString();
        }
    }
}
