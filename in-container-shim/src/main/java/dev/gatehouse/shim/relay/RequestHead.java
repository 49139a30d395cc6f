package dev.gatehouse.shim.relay;

import dev.gatehouse.shim.exchange.Header;
import dev.gatehouse.shim.exchange.Request;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The head of a request that git sent, read strictly (RFC 9112): CRLF, `HTTP/1.1`, no folding, no
/// control characters, at most [#LIMIT_BYTES].
record RequestHead(String method, String target, List<Header> fields) {
    static final int LIMIT_BYTES = 64 * 1024;
    private static final int MAXIMUM_FIELDS = 100;
    private static final String VERSION = " HTTP/1.1";

    RequestHead {
        fields = List.copyOf(fields);
    }

    static RequestHead read(InputStream source) throws IOException {
        String[] lines = text(source).split("\r\n", -1);
        // The text ends in an empty line, which splits into two empty strings.
        int count = lines.length - 2;
        if (count > MAXIMUM_FIELDS) {
            throw new MalformedRequest("too many header fields");
        }
        String line = lines[0];
        int blank = line.indexOf(' ');
        if (blank < 1 || !line.endsWith(VERSION) || line.length() < blank + 1 + VERSION.length()) {
            throw new MalformedRequest("request line");
        }
        String method = line.substring(0, blank);
        String target = line.substring(blank + 1, line.length() - VERSION.length());
        if (!isMethod(method) || !Request.isTarget(target)) {
            throw new MalformedRequest("request line");
        }
        List<Header> fields = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            fields.add(field(lines[i]));
        }
        return new RequestHead(method, target, fields);
    }

    private static boolean isMethod(String text) {
        return switch (text) {
            case "GET", "HEAD", "POST" -> true;
            default -> false;
        };
    }

    private static Header field(String line) throws MalformedRequest {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new MalformedRequest("header field");
        }
        try {
            return new Header(line.substring(0, colon), line.substring(colon + 1).strip());
        } catch (IllegalArgumentException _) {
            throw new MalformedRequest("header field");
        }
    }

    private static String text(InputStream source) throws IOException {
        byte[] head = new byte[1024];
        int length = 0;
        while (true) {
            int octet = source.read();
            if (octet < 0 || length == LIMIT_BYTES) {
                throw new MalformedRequest(octet < 0 ? "an early end" : "too long");
            }
            boolean afterCr = length > 0 && head[length - 1] == '\r';
            if (afterCr != (octet == '\n')) {
                throw new MalformedRequest("a line that does not end in CRLF");
            }
            if (length == head.length) {
                head = Arrays.copyOf(head, length * 2);
            }
            head[length++] = (byte) octet;
            if (octet == '\n' && (length == 2 || (length > 3 && head[length - 3] == '\n'))) {
                return new String(head, 0, length, StandardCharsets.ISO_8859_1);
            }
        }
    }

    /// Empty where the field is missing, or there twice.
    String value(String name) {
        String value = "";
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).isNamed(name)) {
                if (!value.isEmpty()) {
                    return "";
                }
                value = fields.get(i).value();
            }
        }
        return value;
    }

    /// The head as the broker gets it: without the secret, without what is between git and this
    /// process alone, and without credentials that git might have found in a `.netrc`. The body's
    /// framing stays as it is.
    byte[] forBroker() {
        StringBuilder head = new StringBuilder(512);
        head.append(method).append(' ').append(target).append(VERSION).append("\r\n");
        head.append("Host: gatehouse\r\nConnection: close\r\n");
        for (int i = 0; i < fields.size(); i++) {
            Header field = fields.get(i);
            if (goesOn(field.name().toLowerCase(Locale.ROOT))) {
                head.append(field.name()).append(": ").append(field.value()).append("\r\n");
            }
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean goesOn(String name) {
        return switch (name) {
            case "gatehouse-loopback",
                    "host",
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "upgrade",
                    "http2-settings",
                    "te",
                    "expect",
                    "authorization",
                    "proxy-authorization",
                    "cookie" ->
                    false;
            default -> true;
        };
    }
}
