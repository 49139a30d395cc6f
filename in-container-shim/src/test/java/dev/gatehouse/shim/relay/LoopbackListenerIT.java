package dev.gatehouse.shim.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.shim.TestingBroker;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.BrokerSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoopbackListenerIT {
    private static final String REQUEST = "GET /o/r/info/refs HTTP/1.1\r\nHost: x\r\n";
    private static final int BODY_BYTES = 40 * 1024 * 1024;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Console console =
            new Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(), errors);

    private LoopbackListener listening(TestingBroker broker, LoopbackSecret secret)
            throws IOException {
        BrokerSocket socket = new BrokerSocket(broker.socket(), 0, console);
        LoopbackListener listener = LoopbackListener.open(secret, socket, console);
        listener.start();
        return listener;
    }

    private static String ask(LoopbackListener listener, String request) throws IOException {
        try (Socket git = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            git.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void relaysWhatBringsTheSecret() throws IOException {
        LoopbackSecret secret = LoopbackSecret.draw();
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"));
                LoopbackListener listener = listening(broker, secret)) {
            String answer = ask(listener, REQUEST + secret.headerLine() + "\r\n\r\n");

            assertThat(answer)
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .endsWith("Connection: close\r\n\r\n{}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Gatehouse-Loopback: \r\n", "Gatehouse-Loopback: 00\r\n"})
    void refusesWhatBringsNoSecretOrAnother(String header) throws IOException {
        LoopbackSecret secret = LoopbackSecret.draw();
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"));
                LoopbackListener listener = listening(broker, secret)) {
            assertThat(ask(listener, REQUEST + header + "\r\n")).startsWith("HTTP/1.1 403 ");
            assertThat(broker.received()).isEmpty();
        }
    }

    @Test
    void answersWhatIsNotHttp() throws IOException {
        try (TestingBroker broker = TestingBroker.answering();
                LoopbackListener listener = listening(broker, LoopbackSecret.draw())) {
            assertThat(ask(listener, "nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        }
    }

    /// The broker answers and closes before it has read the body, as it does with a push to what is
    /// not granted.
    @Test
    void losesNoAnswerThatComesBeforeTheBodyHasBeenRead() throws IOException {
        LoopbackSecret secret = LoopbackSecret.draw();
        TestingBroker.Script early =
                new TestingBroker.Script() {
                    @Override
                    public void answer(OutputStream agent) throws IOException {
                        agent.write(
                                TestingBroker.bytes(
                                        TestingBroker.json(
                                                "403 Forbidden",
                                                "{\"detail\":\"no\"}",
                                                "Gatehouse-Refusal: not-granted\n")));
                    }

                    @Override
                    public boolean readsBody() {
                        return false;
                    }
                };
        try (TestingBroker broker = TestingBroker.scripted(early);
                LoopbackListener listener = listening(broker, secret);
                Socket git = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            String head =
                    "POST /o/r/git-receive-pack HTTP/1.1\r\n"
                            + secret.headerLine()
                            + "\r\nContent-Length: "
                            + BODY_BYTES
                            + "\r\n\r\n";
            git.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            git.getOutputStream().write(new byte[BODY_BYTES]);

            assertThat(new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403 Forbidden\r\n")
                    .endsWith("{\"detail\":\"no\"}");
            assertThat(errors.toString(StandardCharsets.UTF_8))
                    .isEqualTo("remote: gatehouse: no\n");
        }
    }

    @Test
    void saysWhereTheBrokerBreaksOff() throws IOException {
        LoopbackSecret secret = LoopbackSecret.draw();
        try (TestingBroker broker = TestingBroker.answering("HTTP/1.1 20");
                LoopbackListener listener = listening(broker, secret)) {
            String answer = ask(listener, REQUEST + secret.headerLine() + "\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 502 ");
            assertThat(errors.toString(StandardCharsets.UTF_8))
                    .contains("the answer broke off before its head was complete")
                    .contains("look before you repeat it");
        }
    }
}
