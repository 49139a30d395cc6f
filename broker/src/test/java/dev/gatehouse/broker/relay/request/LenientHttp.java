package dev.gatehouse.broker.relay.request;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Requests as a server would read them that forgives everything: lines end at any LF, several
/// spaces divide, folds are unfolded, the last Content-Length counts, any mention of `chunked` is a
/// coding, and a chunk's size ends at the first other character. What the broker lets through must
/// read the same here.
final class LenientHttp {
    /// @param body what came of it
    /// @param whole whether the body's end came
    record Message(String method, String target, String body, boolean whole) {}

    private static final long MOST_BYTES = 1L << 50;

    private final byte[] bytes;
    private final List<Message> messages = new ArrayList<>();
    private int at;

    private LenientHttp(byte[] bytes) {
        this.bytes = bytes;
    }

    /// All messages whose heads are whole.
    static List<Message> messages(byte[] bytes) {
        LenientHttp http = new LenientHttp(bytes);
        while (http.message()) {
            // The next one begins where this one ended.
        }
        return http.messages;
    }

    private boolean message() {
        Optional<String> start = line();
        if (start.isEmpty()) {
            return false;
        }
        List<String> fields = new ArrayList<>();
        Optional<String> line = line();
        while (line.isPresent() && !line.get().isEmpty()) {
            boolean fold = line.get().startsWith(" ") || line.get().startsWith("\t");
            if (fold && !fields.isEmpty()) {
                fields.add(fields.removeLast() + line.get());
            } else {
                fields.add(line.get());
            }
            line = line();
        }
        if (line.isEmpty()) {
            return false;
        }
        String[] words = start.get().strip().split("[ \t]+", -1);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean whole = body(fields, body);
        messages.add(
                new Message(
                        words[0],
                        words.length > 1 ? words[1] : "",
                        body.toString(StandardCharsets.ISO_8859_1),
                        whole));
        return whole;
    }

    private boolean body(List<String> fields, ByteArrayOutputStream body) {
        boolean chunked = false;
        long length = 0;
        for (String field : fields) {
            int colon = Math.max(0, field.indexOf(':'));
            String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = field.substring(Math.min(field.length(), colon + 1)).strip();
            if (name.equals("transfer-encoding")) {
                chunked |= value.toLowerCase(Locale.ROOT).contains("chunked");
            } else if (name.equals("content-length")) {
                length = number(value, 10);
            }
        }
        return chunked ? chunks(body) : take(length, body);
    }

    private boolean chunks(ByteArrayOutputStream body) {
        while (true) {
            Optional<String> size = line();
            if (size.isEmpty()) {
                return false;
            }
            long length = number(size.get().strip(), 16);
            if (length == 0) {
                return trailers();
            }
            if (!take(length, body) || line().isEmpty()) {
                return false;
            }
        }
    }

    private boolean trailers() {
        Optional<String> line = line();
        while (line.isPresent() && !line.get().isEmpty()) {
            line = line();
        }
        return line.isPresent();
    }

    private boolean take(long length, ByteArrayOutputStream body) {
        int there = (int) Math.min(length, bytes.length - at);
        body.write(bytes, at, there);
        at += there;
        return there == length;
    }

    private Optional<String> line() {
        for (int end = at; end < bytes.length; end++) {
            if (bytes[end] == '\n') {
                int last = end > at && bytes[end - 1] == '\r' ? end - 1 : end;
                String line = new String(bytes, at, last - at, StandardCharsets.ISO_8859_1);
                at = end + 1;
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /// The digits in front; more than any body has where there are too many.
    private static long number(String text, int radix) {
        long value = 0;
        for (int i = 0; i < text.length() && Character.digit(text.charAt(i), radix) >= 0; i++) {
            value = Math.min(MOST_BYTES, value * radix + Character.digit(text.charAt(i), radix));
        }
        return value;
    }
}
