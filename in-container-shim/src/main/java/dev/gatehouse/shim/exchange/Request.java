package dev.gatehouse.shim.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One request. The target is path and query as they go on the wire, or for a tunnel `host:port`.
public record Request(String method, String target, List<Header> headers, RequestBody body) {
    public Request {
        headers = List.copyOf(headers);
        boolean fits = method.equals("CONNECT") ? isAuthority(target) : isTarget(target);
        if (!Ascii.isToken(method) || !fits) {
            throw new IllegalArgumentException("not a request line: " + method + " " + target);
        }
    }

    public static Request get(String target) {
        return new Request("GET", target, List.of(), RequestBody.none());
    }

    /// A tunnel to `host:port` (RFC 9110 section 9.3.6), asked of a proxy.
    public static Request connect(String authority) {
        return new Request("CONNECT", authority, List.of(), RequestBody.none());
    }

    private static boolean isAuthority(String text) {
        return text.indexOf('/') < 0 && text.indexOf(':') > 0 && isTarget("/" + text);
    }

    /// Whether the text can stand in a request line: it begins with a slash, and has no blank, no
    /// fragment, no control and no non-ASCII character.
    public static boolean isTarget(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= 0x20 || c >= 0x7f || c == '#') {
                return false;
            }
        }
        return text.startsWith("/");
    }

    /// One connection, one exchange: the broker may close it as soon as it has answered.
    void sendTo(OutputStream socket) throws IOException {
        StringBuilder head = new StringBuilder(256);
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(method.equals("CONNECT") ? target : "gatehouse");
        head.append("\r\nUser-Agent: gatehouse-forge\r\nConnection: close\r\n");
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        String framing = body.framing(method);
        if (!framing.isEmpty()) {
            head.append(framing).append("\r\n");
        }
        socket.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        body.sendTo(socket);
    }
}
