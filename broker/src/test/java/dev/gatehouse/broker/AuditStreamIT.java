package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The audit as a stream at the operator's socket, and what shadow grants leave in it.
@Timeout(60)
class AuditStreamIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir Path directory;

    private DemoForge forge;
    private TestingBroker broker;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        broker =
                TestingBroker.of(directory, forge.url())
                        .agent(
                                "dev",
                                "dev-bot",
                                forge.token("dev-bot"),
                                """
                                grants:
                                  - repositories: [charles/claude-hooks]
                                    roles: [contribute]
                                  - repositories: [charles/claude-hooks]
                                    roles: [read]
                                    shadow: true
                                """)
                        .start();
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        forge.close();
    }

    @Test
    void givesEachRecordOnceItIsWritten() throws IOException {
        try (SocketChannel channel = ask();
                BufferedReader lines = reader(channel)) {
            assertThat(head(lines))
                    .contains("HTTP/1.1 200 OK", "content-type: application/x-ndjson");
            assertThat(broker.client("dev").get(HOOKS).status()).isEqualTo(200);
            List<JsonNode> records = records(lines, 2);
            assertThat(records.stream().map(AuditTrail::kind)).containsExactly("intent", "outcome");
            assertThat(records.getFirst().path("agent").asString()).isEqualTo("dev");

            assertThat(broker.client("dev").get("/api/v1/repos/charles/nothing").status())
                    .isEqualTo(403);
            assertThat(records(lines, 1).stream().map(AuditTrail::kind)).containsExactly("refusal");
        }
    }

    @Test
    void keepsNothingForAReaderWhoDoesNotRead() throws IOException, InterruptedException {
        try (SocketChannel lazy = ask();
                SocketChannel keen = ask();
                BufferedReader lines = reader(keen)) {
            head(lines);
            for (int call = 0; call < 50; call++) {
                assertThat(broker.client("dev").get(HOOKS).status()).isEqualTo(200);
            }
            assertThat(records(lines, 100)).as("others are not held up").hasSize(100);

            try (BufferedReader late = reader(lazy)) {
                head(late);
                assertThat(records(late, 100))
                        .as("the file has kept what the memory has not")
                        .hasSize(100);
            }
        }
    }

    @Test
    void endsWithTheBroker() throws IOException {
        try (SocketChannel channel = ask();
                BufferedReader lines = reader(channel)) {
            head(lines);
            broker.close();

            assertThat(lines.lines().toList()).as("no last chunk: it was cut").doesNotContain("0");
        }
    }

    @Test
    void showsWhatAShadowGrantWouldRefuseAndRefusesNothing() throws Exception {
        AgentClient.Reply comment =
                broker.client("dev").json("POST", HOOKS + "/issues/1/comments", "{\"body\":\"x\"}");
        assertThat(broker.client("dev").get(HOOKS).status()).isEqualTo(200);

        assertThat(comment.status()).as(comment.body()).isEqualTo(201);
        new AuditTrail(broker.auditFile()).settle();
        assertThat(new AuditTrail(broker.auditFile()).of("shadow-refusal"))
                .as("reading is in the shadow, too")
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.path("operation").asString()).isEqualTo("issueCreateComment");
                    assertThat(record.path("code").asString()).isEqualTo("not-granted");
                    assertThat(record.path("rule").asString())
                            .startsWith("agents.dev.grants[1] (line ");
                    assertThat(record.path("intent").asLong()).isPositive();
                });
    }

    private SocketChannel ask() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(directory.resolve("run/admin.sock")));
        channel.write(
                ByteBuffer.wrap(
                        "GET /v1/audit HTTP/1.1\r\nHost: gatehouse\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static BufferedReader reader(SocketChannel channel) {
        return new BufferedReader(
                new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.US_ASCII));
    }

    private static List<String> head(BufferedReader lines) throws IOException {
        List<String> head = new ArrayList<>();
        for (String line = lines.readLine();
                line != null && !line.isEmpty();
                line = lines.readLine()) {
            head.add(line);
        }
        return head;
    }

    /// Takes the chunks' frames off.
    private static List<JsonNode> records(BufferedReader lines, int count) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        while (records.size() < count) {
            String line = lines.readLine();
            if (line == null) {
                return records;
            }
            if (line.startsWith("{")) {
                records.add(JSON.readTree(line));
            }
        }
        return records;
    }
}
