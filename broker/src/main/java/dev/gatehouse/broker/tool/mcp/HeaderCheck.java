package dev.gatehouse.broker.tool.mcp;

import dev.gatehouse.broker.own.OwnCall;
import dev.gatehouse.broker.tool.forge.Forge;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the headers of a request must say (revision 2026-07-28, Streamable HTTP, request metadata):
/// the same as its body, so that nothing in between can be told another story.
final class HeaderCheck {
    private static final String BASE64_BEGIN = "=?base64?";
    private static final String BASE64_END = "?=";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private HeaderCheck() {}

    /// Whether the request comes from a web page, of which none may reach this socket.
    static boolean isFromPage(OwnCall call) {
        Optional<String> origin = call.header().apply("Origin");
        return origin.isPresent() && !isLoopback(origin.get());
    }

    private static boolean isLoopback(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host != null && LOOPBACK.contains(host);
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /// What is wrong with a request that stands for itself.
    static Optional<Answer.Wrong> objection(OwnCall call, Message message) {
        String revision = message.meta("protocolVersion").asString();
        if (!revision.equals(Revision.MODERN)) {
            return Optional.of(unsupported(revision));
        }
        if (!message.meta("clientCapabilities").isObject()) {
            return Optional.of(
                    Answer.invalid("_meta has no io.modelcontextprotocol/clientCapabilities"));
        }
        return mismatch(call, "MCP-Protocol-Version", revision)
                .or(() -> mismatch(call, "Mcp-Method", message.method()))
                .or(() ->
                        switch (message.method()) {
                            case "tools/call" ->
                                    mismatch(call, "Mcp-Name", message.param("name").asString(""));
                            case "resources/read" ->
                                    mismatch(call, "Mcp-Name", message.param("uri").asString(""));
                            default -> Optional.empty();
                        });
    }

    /// What is wrong with the revision of a client that shook hands.
    static Optional<Answer.Wrong> legacyObjection(OwnCall call) {
        return call.header()
                .apply("MCP-Protocol-Version")
                .filter(revision -> !Revision.isLegacy(revision))
                .map(HeaderCheck::unsupported);
    }

    private static Answer.Wrong unsupported(String revision) {
        ObjectNode data = Forge.object();
        ArrayNode supported = data.putArray("supported");
        Revision.ALL.forEach(supported::add);
        data.put("requested", revision);
        return new Answer.Wrong(
                Answer.UNSUPPORTED_REVISION,
                400,
                "Unsupported protocol version",
                Optional.of(data));
    }

    private static Optional<Answer.Wrong> mismatch(OwnCall call, String header, String expected) {
        Optional<String> value = call.header().apply(header).map(HeaderCheck::decoded);
        return value.equals(Optional.of(expected))
                ? Optional.empty()
                : Optional.of(
                        new Answer.Wrong(
                                Answer.HEADER_MISMATCH,
                                400,
                                "Header mismatch: "
                                        + header
                                        + (value.isEmpty()
                                                ? " is missing"
                                                : " differs from the body"),
                                Optional.empty()));
    }

    private static String decoded(String value) {
        if (!value.startsWith(BASE64_BEGIN) || !value.endsWith(BASE64_END)) {
            return value;
        }
        try {
            return new String(
                    Base64.getDecoder()
                            .decode(
                                    value.substring(
                                            BASE64_BEGIN.length(),
                                            value.length() - BASE64_END.length())),
                    StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            return value;
        }
    }
}
