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

/// The head of a client's request, read strictly (RFC 9112): CRLF, `HTTP/1.1`, no folding, no
/// control characters, one statement of the body's length, at most [#LIMIT_BYTES].
public record RequestHead(String method, String target, List<Header> fields) {
    static final int LIMIT_BYTES = 64 * 1024;
    private static final int MAXIMUM_FIELDS = 100;
    private static final String VERSION = " HTTP/1.1";

    public RequestHead {
        fields = List.copyOf(fields);
    }

    public static RequestHead read(InputStream source) throws IOException {
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
        RequestHead head = new RequestHead(method, target, fields);
        head.refuseDoubtfulLength();
        return head;
    }

    private static boolean isMethod(String text) {
        return switch (text) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> true;
            default -> false;
        };
    }

    /// RFC 9112 section 6.3: two statements are how a request is smuggled.
    private void refuseDoubtfulLength() throws MalformedRequest {
        int statements = 0;
        boolean clear = true;
        for (int i = 0; i < fields.size(); i++) {
            Header field = fields.get(i);
            if (field.isNamed("Content-Length")) {
                statements++;
                clear &= isLength(field.value());
            } else if (field.isNamed("Transfer-Encoding")) {
                statements++;
                clear &= field.value().equalsIgnoreCase("chunked");
            }
        }
        if (statements > 1 || !clear) {
            throw new MalformedRequest("the body's length");
        }
    }

    private static boolean isLength(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        // Eighteen digits cannot overflow.
        return !digits.isEmpty() && digits.length() <= 18;
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
    public String value(String name) {
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

    /// The head as the broker gets it: without what is between client and this process alone,
    /// without what only Gatehouse may say, and without credentials, which a client may bring from
    /// a `.netrc` or because it insists on having some. The body's framing stays as it is.
    ///
    /// @param own fields to add
    public String forBroker(List<Header> own) {
        StringBuilder head = new StringBuilder(512);
        head.append(method).append(' ').append(target).append(VERSION).append("\r\n");
        head.append("Host: gatehouse\r\nConnection: close\r\n");
        append(head, own);
        for (int i = 0; i < fields.size(); i++) {
            if (goesOn(fields.get(i).name().toLowerCase(Locale.ROOT))) {
                append(head, fields.get(i));
            }
        }
        return head.append("\r\n").toString();
    }

    private static void append(StringBuilder head, List<Header> fields) {
        for (int i = 0; i < fields.size(); i++) {
            append(head, fields.get(i));
        }
    }

    private static void append(StringBuilder head, Header field) {
        head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }

    private static boolean goesOn(String name) {
        return switch (name) {
            case "host",
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "upgrade",
                    "http2-settings",
                    "te",
                    "expect",
                    "authorization",
                    "proxy-authorization",
                    "cookie",
                    "sudo",
                    "signature",
                    "x-forgejo-otp",
                    "x-gitea-otp" ->
                    false;
            default -> !name.startsWith("gatehouse-") && !name.startsWith("x-webauth-");
        };
    }
}
