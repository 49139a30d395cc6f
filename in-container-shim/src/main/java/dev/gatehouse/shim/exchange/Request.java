package dev.gatehouse.shim.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One request. The target is path and query as they go on the wire.
public record Request(String method, String target, List<Header> headers, RequestBody body) {
    public Request {
        headers = List.copyOf(headers);
        if (!Ascii.isToken(method) || !isTarget(target)) {
            throw new IllegalArgumentException("not a request line: " + method + " " + target);
        }
    }

    public static Request get(String target) {
        return new Request("GET", target, List.of(), RequestBody.none());
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
        head.append("Host: gatehouse\r\nUser-Agent: gatehouse-forge\r\nConnection: close\r\n");
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
