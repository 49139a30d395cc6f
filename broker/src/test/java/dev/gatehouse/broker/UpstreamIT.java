package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.http.RecordedRequest;
import dev.gatehouse.demoforge.misbehaviour.Breakage;
import dev.gatehouse.demoforge.misbehaviour.BrokenForge;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How calls fare when Forgejo hangs, breaks off, or says what is not HTTP.
@Timeout(60)
class UpstreamIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final String HOST = " HTTP/1.1\r\nHost: forge\r\n";
    private static final long MEBIBYTE = 1L << 20;

    @TempDir Path directory;

    private DemoForge forge;
    private TcpRelay toForge;
    private TestingBroker broker;
    private AgentClient dev;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        toForge = TcpRelay.open(0, forge.url().getPort());
        broker =
                TestingBroker.of(directory, toForge.url())
                        .agent(
                                "dev",
                                "dev-bot",
                                forge.token("dev-bot"),
                                """
                                grants:
                                  - repositories: [charles/claude-hooks]
                                    roles: [contribute]
                                """)
                        .start();
        dev = broker.client("dev");
        assertThat(dev.get(HOOKS).status()).isEqualTo(200);
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        toForge.close();
        forge.close();
    }

    @Test
    void givesUpOnAForgeThatHangs() throws IOException {
        forge.misbehave(HOOKS + "/issues", new Misbehaviour.Hangs());

        AgentClient.Reply reply = dev.get(HOOKS + "/issues");

        assertThat(reply.status()).isEqualTo(504);
        assertThat(reply.refusal()).isEqualTo("upstream-timeout");
    }

    @Test
    void showsNoCutAnswerAsAWholeOne() throws IOException {
        forge.misbehave(HOOKS + "/issues", new Misbehaviour.CutsBody(20));

        AgentClient.Reply reply = dev.get(HOOKS + "/issues");

        assertThat(reply.body()).endsWith("<cut>");
        assertThat(reply.closed()).isTrue();
    }

    @Test
    void refusesACompressedAnswer() throws IOException {
        forge.misbehave(HOOKS + "/issues", new Misbehaviour.GzipsBody());

        AgentClient.Reply reply = dev.get(HOOKS + "/issues");

        assertThat(reply.refusal()).as(reply.head()).isEqualTo("upstream-unreachable");
        assertThat(reply.body()).contains("compressed");
    }

    @ParameterizedTest
    @EnumSource(Breakage.class)
    void survivesAnAnswerThatIsNoHttp(Breakage breakage) throws Exception {
        try (BrokenForge broken = BrokenForge.start(breakage)) {
            toForge.turnTo(broken.url().getPort());

            AgentClient.Reply reply = dev.get(HOOKS + "/issues");

            switch (breakage) {
                // The last two mean one thing only to whoever reads them as RFC 9112 has it.
                case LENGTH_TOO_SHORT, FOLDED_HEADER, SPACE_BEFORE_COLON ->
                        assertThat(reply.body()).as("%s", reply).isEqualTo("{}");
                case CHUNK_SIZE_GARBAGE -> assertThat(reply.closed()).as("%s", reply).isTrue();
                case CUT_IN_BODY, CUT_IN_CHUNK, LENGTH_TOO_LONG ->
                        assertThat(reply.body()).as("%s", reply).endsWith("<cut>");
                case SWITCHES_PROTOCOLS ->
                        assertThat(reply.refusal()).as("%s", reply).startsWith("upstream-");
                default ->
                        assertThat(reply.refusal())
                                .as("%s", reply)
                                .isEqualTo("upstream-unreachable");
            }
            assertThat(reply.head()).doesNotContain("stolen").doesNotContain("poisoned");
        }
        toForge.turnTo(forge.url().getPort());
        AgentClient.Reply next = dev.get(HOOKS + "/issues/1");
        assertThat(next.status()).as(next.body()).isEqualTo(200);
        assertThat(next.body()).contains("Hooks time out");
    }

    @Test
    void holdsLittleOfAHugeAnswerForASlowReader() throws Exception {
        long bytes = 200 * MEBIBYTE;
        forge.misbehave(
                HOOKS + "/issues", new Misbehaviour.SendsHugeBody(bytes, "application/json"));
        long before = pooledBytes();
        try (AgentConnection slow = AgentConnection.open(broker.socket("dev"))) {
            slow.send("GET " + HOOKS + "/issues" + HOST + "\r\n");
            assertThat(slow.next()).isEqualTo('H');
            Thread.sleep(1000);

            assertThat(pooledBytes() - before)
                    .as("bytes held for a reader that pauses")
                    .isLessThan(32 * MEBIBYTE);

            long read = 1;
            for (int next = slow.next(); read < bytes && next >= 0; next = slow.next()) {
                read++;
            }
            assertThat(read).as("the answer goes on").isEqualTo(bytes);
        }
    }

    @Test
    void neverSendsAPostTwice() throws Exception {
        String comments = HOOKS + "/issues/1/comments";
        for (int round = 0; round < 5; round++) {
            try (AgentConnection one = AgentConnection.open(broker.socket("dev"))) {
                one.send("GET " + HOOKS + "/labels" + HOST + "\r\n");
                assertThat(one.reply().status()).isEqualTo(200);
                try (BrokenForge mute = BrokenForge.start(Breakage.CLOSES_WITHOUT_A_WORD)) {
                    toForge.turnTo(mute.url().getPort());
                    String body = "{\"body\":\"once\"}";
                    one.send(
                            "POST "
                                    + comments
                                    + HOST
                                    + "Content-Type: application/json\r\nContent-Length: "
                                    + body.length()
                                    + "\r\n\r\n"
                                    + body);

                    assertThat(one.reply().refusal()).isEqualTo("upstream-unreachable");
                    assertThat(mute.connections()).as("tries").isLessThanOrEqualTo(1);
                }
                toForge.turnTo(forge.url().getPort());
            }
        }
        assertThat(forge.requests()).extracting(RecordedRequest::target).doesNotContain(comments);
    }

    /// All that Netty's pools hold, on the heap and off it.
    private static long pooledBytes() {
        var metric = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        return metric.usedDirectMemory() + metric.usedHeapMemory();
    }
}
