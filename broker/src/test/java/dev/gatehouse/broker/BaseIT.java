package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Answers to a client that believes the forge to be at a loopback port.
@Timeout(60)
class BaseIT {
    private static final String ISSUES = "/api/v1/repos/charles/claude-hooks/issues";
    private static final String BASE = "http://127.0.0.1:4711";

    @TempDir Path directory;

    private TestingTools tools;

    @BeforeEach
    void start() throws IOException {
        tools = TestingTools.start(directory);
    }

    @AfterEach
    void stop() throws IOException {
        tools.close();
    }

    @Test
    void leadBackToThatPort() throws IOException {
        AgentClient.Reply reply =
                get(ISSUES + "?state=all&limit=1&page=1", "Gatehouse-Base: " + BASE + "\r\n");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .contains("\"url\":\"" + BASE + "/api/v1/repos/charles/claude-hooks/")
                .contains("\"html_url\":\"" + tools.forge().url().toString().replaceAll("/$", ""));
        assertThat(reply.header("Link").orElse("")).contains("<" + BASE + ISSUES);
    }

    @Test
    void stayAsTheyAreForEverybodyElse() throws IOException {
        AgentClient.Reply reply = get(ISSUES + "?state=all&limit=1&page=1", "");

        assertThat(reply.body()).doesNotContain(BASE);
        assertThat(reply.header("Link").orElse("")).contains("<" + ISSUES);
    }

    @Test
    void leadNowhereElse() throws IOException {
        for (String base :
                new String[] {"https://evil.example", "http://127.0.0.1:1/x", "http://127.0.0.1"}) {
            AgentClient.Reply reply = get(ISSUES, "Gatehouse-Base: " + base + "\r\n");

            assertThat(reply.refusal()).as(base).isEqualTo("malformed");
            assertThat(reply.body()).contains("http://127.0.0.1:PORT");
        }
    }

    private AgentClient.Reply get(String target, String headers) throws IOException {
        return tools.client("read").call("GET", target, headers);
    }
}
