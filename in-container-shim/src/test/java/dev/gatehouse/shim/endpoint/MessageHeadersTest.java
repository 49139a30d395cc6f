package dev.gatehouse.shim.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.shim.exchange.Header;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageHeadersTest {
    private static final Session SESSION = new Session("s-1", "2025-11-25");
    private static final String META =
            "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}";

    private static String headers(String json) {
        StringBuilder text = new StringBuilder();
        List<Header> headers = MessageHeaders.of(Message.of(json), SESSION);
        for (Header header : headers.subList(2, headers.size())) {
            text.append(header.name()).append(": ").append(header.value()).append('\n');
        }
        return text.toString();
    }

    @Test
    void belongsToASessionUpToRevision20251125() {
        assertThat(headers("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"))
                .isEqualTo("MCP-Protocol-Version: 2025-11-25\nMcp-Session-Id: s-1\n");
    }

    @ParameterizedTest
    @CsvSource({
        "tools/call, name, issue, issue",
        "prompts/get, name, ' a', =?base64?IGE=?=",
        "resources/read, uri, forgejo://o/r/issues/1, forgejo://o/r/issues/1",
        "resources/read, uri, forgejo://o/r/contents/größe, "
                + "=?base64?Zm9yZ2VqbzovL28vci9jb250ZW50cy9ncsO2w59l?=",
        "tools/call, name, =?base64?eA==?=, =?base64?PT9iYXNlNjQ/ZUE9PT89?=",
    })
    void saysByItselfWhatItIsSinceRevision20260728(
            String method, String member, String name, String header) {
        assertThat(
                        headers(
                                "{\"id\":1,\"method\":\""
                                        + method
                                        + "\",\"params\":{\""
                                        + member
                                        + "\":\""
                                        + name
                                        + "\","
                                        + META
                                        + "}}"))
                .isEqualTo(
                        "MCP-Protocol-Version: 2026-07-28\nMcp-Method: "
                                + method
                                + "\nMcp-Name: "
                                + header
                                + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools/list", "server/discover", "subscriptions/listen"})
    void namesNothingWhereThereIsNothingToName(String method) {
        assertThat(
                        headers(
                                "{\"id\":1,\"method\":\""
                                        + method
                                        + "\",\"params\":{\"name\":\"x\","
                                        + META
                                        + "}}"))
                .isEqualTo("MCP-Protocol-Version: 2026-07-28\nMcp-Method: " + method + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb: c", "\u0000", "ö", " a", "a\t", "\u007f"})
    void letsNothingBeginAnotherHeader(String text) {
        assertThat(MessageHeaders.value(text)).startsWith("=?base64?").endsWith("?=");
    }
}
