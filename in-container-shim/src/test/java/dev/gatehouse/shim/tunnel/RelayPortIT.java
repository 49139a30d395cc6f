package dev.gatehouse.shim.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.loopback.LoopbackPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RelayPortIT {
    private static final int LARGE_BYTES = 16 * 1024 * 1024;

    @TempDir Path directory;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Console console =
            new Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(), errors);

    private Path path() {
        return directory.resolve("model.sock");
    }

    private LoopbackPort listening(int patienceSeconds) throws IOException {
        Pair pair = Pair.parse("127.0.0.1:0=" + path());
        LoopbackPort port = new RelayCommand(patienceSeconds, console).open(pair);
        port.start();
        return port;
    }

    private static Socket connect(LoopbackPort port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port.number());
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException _) {
            // Seen by what is read.
        }
    }

    @Test
    void carriesBytesBothWaysAtOnce() throws Exception {
        byte[] bytes = random(LARGE_BYTES);
        try (TestingListener _ =
                        new TestingListener(
                                path(),
                                channel ->
                                        Channels.newInputStream(channel)
                                                .transferTo(Channels.newOutputStream(channel)));
                LoopbackPort port = listening(0);
                Socket program = connect(port)) {
            Thread writer = Thread.startVirtualThread(() -> write(program, bytes));

            assertThat(program.getInputStream().readNBytes(LARGE_BYTES))
                    .as("what comes back while more is sent")
                    .isEqualTo(bytes);
            writer.join();
        }
    }

    @Test
    void passesTheEndOfOneWayOn() throws Exception {
        try (TestingListener _ =
                        new TestingListener(
                                path(),
                                channel -> {
                                    byte[] all = Channels.newInputStream(channel).readAllBytes();
                                    Channels.newOutputStream(channel)
                                            .write(
                                                    ("got " + all.length)
                                                            .getBytes(StandardCharsets.UTF_8));
                                });
                LoopbackPort port = listening(0);
                Socket program = connect(port)) {
            write(program, new byte[70_000]);

            assertThat(new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .as("an answer after the end of the question, and its own end")
                    .isEqualTo("got 70000");
        }
    }

    /// As a broker does that refuses a large body before it has read it.
    @Test
    void losesNoAnswerThatComesBeforeTheQuestionHasBeenRead() throws Exception {
        try (TestingListener _ =
                        new TestingListener(
                                path(),
                                channel ->
                                        Channels.newOutputStream(channel)
                                                .write("no".getBytes(StandardCharsets.UTF_8)));
                LoopbackPort port = listening(0);
                Socket program = connect(port)) {
            write(program, new byte[LARGE_BYTES]);

            assertThat(program.getInputStream().readAllBytes())
                    .isEqualTo("no".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void tellsTheBrokerThatAProgramHasGoneAway() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (TestingListener _ =
                        new TestingListener(
                                path(),
                                channel -> {
                                    try {
                                        OutputStream out = Channels.newOutputStream(channel);
                                        while (true) {
                                            out.write(new byte[1024]);
                                        }
                                    } finally {
                                        over.countDown();
                                    }
                                });
                LoopbackPort port = listening(0)) {
            Socket program = connect(port);
            program.getInputStream().readNBytes(10);
            program.close();

            assertThat(over.await(10, TimeUnit.SECONDS))
                    .as("an answer that nobody reads comes to an end")
                    .isTrue();
        }
    }

    @Test
    void waitsForABrokerThatRestarts() throws Exception {
        try (LoopbackPort port = listening(30);
                Socket program = connect(port)) {
            Thread.sleep(300);
            try (TestingListener _ =
                    new TestingListener(
                            path(),
                            channel -> Channels.newOutputStream(channel).write(new byte[3]))) {
                assertThat(program.getInputStream().readAllBytes()).hasSize(3);
            }
            assertThat(errors.toString(StandardCharsets.UTF_8))
                    .startsWith("forge: waiting for the broker at " + path());
        }
    }

    @Test
    void saysWhyAConnectionEndsWhereNoBrokerComes() throws Exception {
        try (LoopbackPort port = listening(0);
                Socket program = connect(port)) {
            assertThat(program.getInputStream().readAllBytes()).isEmpty();
            assertThat(errors.toString(StandardCharsets.UTF_8))
                    .contains("cannot reach the broker at " + path())
                    .hasLineCount(1);
        }
    }

    @Test
    void takesAsManyConnectionsAsItSays() throws Exception {
        List<Socket> programs = new ArrayList<>();
        try (TestingListener _ =
                        new TestingListener(
                                path(),
                                channel ->
                                        Channels.newInputStream(channel)
                                                .transferTo(Channels.newOutputStream(channel)));
                LoopbackPort port = listening(0)) {
            for (int i = 0; i <= LoopbackPort.MAXIMUM_CONNECTIONS; i++) {
                programs.add(connect(port));
                programs.getLast().getOutputStream().write(i);
            }
            for (int i = 0; i < LoopbackPort.MAXIMUM_CONNECTIONS; i++) {
                assertThat(programs.get(i).getInputStream().read()).isEqualTo(i & 0xff);
            }
            Socket waiting = programs.getLast();
            waiting.setSoTimeout(300);
            assertThatThrownBy(() -> waiting.getInputStream().read())
                    .as("one too many waits")
                    .hasMessageContaining("timed out");

            programs.getFirst().close();
            waiting.setSoTimeout(30_000);
            assertThat(waiting.getInputStream().read()).as("until another ends").isZero();
        } finally {
            for (Socket program : programs) {
                program.close();
            }
        }
    }

    @Test
    void saysWhatToDoAboutAPortInUse() throws Exception {
        try (LoopbackPort taken = listening(0)) {
            Pair again = Pair.parse(taken.name() + "=/run/other.sock");

            assertThatThrownBy(() -> new RelayCommand(0, console).open(again))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("cannot listen on " + taken.name())
                    .hasMessageContaining("relay to /run/other.sock")
                    .hasMessageContaining("give another port");
        }
    }
}
