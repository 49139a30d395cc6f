package dev.gatehouse.broker.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.egress.tls.TestingHello;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a connection may use: places, bytes, time and memory.
@Timeout(60)
class EgressLimitsIT {
    private static final String NAME = "registry.example.org";
    private static final byte[] HELLO = TestingHello.naming(NAME).bytes();
    private static final EgressTimes SHORT =
            new EgressTimes(Duration.ofMillis(300), Duration.ofMillis(400));
    private static final long MUCH = 64L << 20;
    private static final long BUFFERS = 24L << 20;

    @TempDir private Path folder;
    private TestingProxy proxy;

    @BeforeEach
    void open() throws IOException {
        use(EgressTimes.DEFAULT);
    }

    private void use(EgressTimes times) throws IOException {
        proxy = TestingProxy.open(folder, times);
        proxy.resolver().knows(NAME, "127.0.0.1");
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    @Test
    void refusesOneConnectionMoreThanIsGranted() throws IOException, InterruptedException {
        try (TestingHost host = TestingHost.echo()) {
            proxy.grant(host.port(), NAME).limit(2, OptionalLong.empty());
            try (TestingClient first = tunnel(host);
                    TestingClient second = tunnel(host)) {
                try (TestingClient third = proxy.client()) {
                    assertThat(third.connect(NAME + ":" + host.port()).answer())
                            .startsWith("HTTP/1.1 429 limit: 2 connections are under way")
                            .contains("retry-after: 1\r\n");
                }
                assertThat(host.accepted()).isEqualTo(2);
                first.endOutput();
                first.rest();
                second.endOutput();
                second.rest();
            }
            proxy.settle();
            try (TestingClient again = tunnel(host)) {
                assertThat(again.send("x").exactly(1)).as("a place was given back").isEqualTo("x");
            }
        }
    }

    @Test
    void everyWayToEndGivesThePlaceBack() throws IOException, InterruptedException {
        try (TestingHost host = TestingHost.echo()) {
            proxy.grant(host.port(), NAME, "gone.example.org").limit(1, OptionalLong.empty());
            for (int time = 0; time < 3; time++) {
                try (TestingClient client = proxy.client()) {
                    client.connect("gone.example.org:" + host.port()).answer();
                }
                proxy.settle();
                try (TestingClient client = proxy.client()) {
                    client.connect(NAME + ":" + host.port()).head();
                }
                proxy.settle();
                tunnel(host).close();
                proxy.settle();
                try (TestingClient client = proxy.client()) {
                    client.connect(NAME + ":" + host.port()).head();
                    client.send("no hello").rest();
                }
                proxy.settle();
            }
        }
    }

    @Test
    void cutsATunnelThatHasUsedUpItsBytes() throws IOException, InterruptedException {
        try (TestingHost host = TestingHost.echo()) {
            proxy.grant(host.port(), NAME).limit(2, OptionalLong.of(2L * HELLO.length + 20));
            try (TestingClient client = tunnel(host)) {
                assertThat(client.send("0123456789").exactly(10)).isEqualTo("0123456789");
                assertThat(client.send("x").rest()).as("both directions count").isEmpty();
            }
            JsonNode outcome = proxy.outcome();
            assertThat(outcome.path("code").asString()).isEqualTo("limit");
            assertThat(proxy.await("refusal", record -> true).path("rule").asString())
                    .isEqualTo("egress.limits.bytes");
        }
    }

    @Test
    void cutsAnAnswerThatHasUsedUpItsBytes() throws IOException, InterruptedException {
        try (TestingHost host =
                TestingHost.answering(
                        "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n" + "x".repeat(30))) {
            proxy.grant(host.port(), NAME).limit(2, OptionalLong.of(29));
            try (TestingClient client = proxy.client()) {
                client.send(
                        "GET http://" + NAME + ":" + host.port() + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.answer()).endsWith("<cut>");
            }
            assertThat(proxy.outcome().path("code").asString()).isEqualTo("limit");
        }
    }

    @Test
    void cutsATunnelInWhichNothingMoves() throws IOException, InterruptedException {
        proxy.close();
        use(SHORT);
        try (TestingHost host = TestingHost.echo()) {
            proxy.grant(host.port(), NAME);
            try (TestingClient client = tunnel(host)) {
                assertThat(client.rest()).isEmpty();
            }
            assertThat(proxy.outcome().path("ending").asString()).isEqualTo("timed-out");
        }
    }

    @Test
    void waitsForAHelloOnlyAWhile() throws IOException, InterruptedException {
        proxy.close();
        use(SHORT);
        try (TestingHost host = TestingHost.echo()) {
            proxy.grant(host.port(), NAME);
            try (TestingClient client = proxy.client().connect(NAME + ":" + host.port())) {
                client.head();
                assertThat(client.send(new byte[] {22, 3, 1}).rest()).hasSize(7);
            }
            assertThat(host.received()).isEmpty();
            assertThat(proxy.outcome().path("ending").asString()).isEqualTo("refused");
        }
    }

    @Test
    void saysThatAHostDoesNotAnswerInTime() throws IOException, InterruptedException {
        proxy.close();
        use(SHORT);
        try (TestingHost host = TestingHost.serving(visit -> visit.readUntil("never"))) {
            proxy.grant(host.port(), NAME);
            try (TestingClient client = proxy.client()) {
                client.send(
                        "GET http://" + NAME + ":" + host.port() + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.answer())
                        .startsWith("HTTP/1.1 504 upstream-timeout: " + NAME)
                        .contains("The host did not answer in time");
            }
            assertThat(proxy.outcome().path("ending").asString()).isEqualTo("timed-out");
        }
    }

    @Test
    void readsAHostNoFasterThanTheClientTakesIt() throws IOException, InterruptedException {
        AtomicLong sent = new AtomicLong();
        try (TestingHost host =
                TestingHost.serving(visit -> {
                    visit.read();
                    byte[] piece = new byte[1 << 16];
                    while (sent.get() < MUCH) {
                        visit.send(piece);
                        sent.addAndGet(piece.length);
                    }
                })) {
            proxy.grant(host.port(), NAME);
            try (TestingClient client = proxy.client().connect(NAME + ":" + host.port())) {
                client.head();
                client.send(HELLO);
                assertThat(standstill(sent))
                        .as("what the kernel's buffers hold")
                        .isLessThan(BUFFERS);
                assertThat(client.rest()).as("nothing is lost").hasSize((int) MUCH);
            }
            assertThat(proxy.outcome().path("bytes_out").asLong()).isEqualTo(MUCH);
        }
    }

    @Test
    void readsAClientNoFasterThanTheHostTakesIt() throws IOException, InterruptedException {
        AtomicLong sent = new AtomicLong();
        AtomicLong received = new AtomicLong();
        Object gate = new Object();
        boolean[] open = {false};
        try (TestingHost host =
                TestingHost.serving(visit -> {
                    synchronized (gate) {
                        while (!open[0]) {
                            gate.wait();
                        }
                    }
                    byte[] piece = new byte[1 << 16];
                    for (int read = visit.in().read(piece);
                            read > 0;
                            read = visit.in().read(piece)) {
                        received.addAndGet(read);
                    }
                })) {
            proxy.grant(host.port(), NAME);
            try (TestingClient client = proxy.client().connect(NAME + ":" + host.port())) {
                client.head();
                client.send(HELLO);
                Thread writer =
                        Thread.ofVirtual()
                                .start(() -> {
                                    byte[] piece = new byte[1 << 16];
                                    try {
                                        while (sent.get() < MUCH) {
                                            client.send(piece);
                                            sent.addAndGet(piece.length);
                                        }
                                        client.endOutput();
                                    } catch (IOException cut) {
                                        // The test sees what did not come.
                                    }
                                });
                assertThat(standstill(sent)).isLessThan(BUFFERS);
                synchronized (gate) {
                    open[0] = true;
                    gate.notifyAll();
                }
                writer.join();
                client.rest();
            }
            proxy.outcome();
            assertThat(received.get()).isEqualTo(MUCH + HELLO.length);
        }
    }

    @Test
    void forwardsAnAnswerNoFasterThanTheClientTakesIt() throws IOException, InterruptedException {
        AtomicLong sent = new AtomicLong();
        try (TestingHost host =
                TestingHost.serving(visit -> {
                    visit.readUntil("\r\n\r\n");
                    visit.send("HTTP/1.1 200 OK\r\nContent-Length: " + MUCH + "\r\n\r\n");
                    byte[] piece = new byte[1 << 16];
                    while (sent.get() < MUCH) {
                        visit.send(piece);
                        sent.addAndGet(piece.length);
                    }
                })) {
            proxy.grant(host.port(), NAME);
            try (TestingClient client = proxy.client()) {
                client.send(
                        "GET http://" + NAME + ":" + host.port() + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
                client.head();
                assertThat(standstill(sent)).isLessThan(BUFFERS);
                assertThat(client.exactly((int) MUCH)).hasSize((int) MUCH);
            }
        }
    }

    /// What was sent when for a while nothing more was.
    private static long standstill(AtomicLong sent) throws InterruptedException {
        long before;
        do {
            before = sent.get();
            Thread.sleep(300);
        } while (sent.get() != before || before == 0);
        return before;
    }

    @Test
    void aBrokerThatStopsClosesIdleConnectionsAndLetsTunnelsGoOn()
            throws IOException, InterruptedException {
        try (TestingHost host = TestingHost.echo()) {
            proxy.grant(host.port(), NAME);
            try (TestingClient idle = proxy.client();
                    TestingClient tunnel = tunnel(host)) {
                idle.send("GET /-/broker/v1/whoami HTTP/1.1\r\nHost: x\r\n\r\n").answer();

                proxy.drain();

                assertThat(idle.rest()).as("nothing is begun any more").isEmpty();
                assertThat(tunnel.send("still").exactly(5)).isEqualTo("still");
                tunnel.endOutput();
                assertThat(tunnel.rest()).isEmpty();
            }
            assertThat(proxy.outcome().path("ending").asString()).isEqualTo("answered");
        }
    }

    @Test
    void aTunnelThatIsCutAtTheEndSaysSo() throws IOException, InterruptedException {
        try (TestingHost host = TestingHost.echo()) {
            proxy.grant(host.port(), NAME);
            try (TestingClient tunnel = tunnel(host)) {
                proxy.drain();
                proxy.cut();
                assertThat(tunnel.rest()).isEmpty();
            }
            assertThat(proxy.outcome().path("ending").asString()).isEqualTo("broker-stopped");
        }
    }

    private TestingClient tunnel(TestingHost host) throws IOException {
        TestingClient client = proxy.client().connect(NAME + ":" + host.port());
        assertThat(client.head()).startsWith("HTTP/1.1 200 ");
        assertThat(client.send(HELLO).exactly(HELLO.length)).hasSize(HELLO.length);
        return client;
    }
}
