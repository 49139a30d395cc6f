package dev.gatehouse.broker.worker.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The status line and header fields of the engine's answer.
///
/// @param fields by name, ignoring case
record AnswerHead(int status, Map<String, List<String>> fields) {
    private static final int MAX_BYTES = 64 * 1024;

    static AnswerHead read(InputStream in) throws IOException {
        String[] lines = text(in).split("\r\n", -1);
        String[] status = lines[0].split(" ", 3);
        if (status.length < 2
                || !status[0].startsWith("HTTP/1.")
                || !status[1].matches("[1-5][0-9][0-9]")) {
            throw new IOException("its answer is not HTTP");
        }
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int at = 1; at < lines.length; at++) {
            int colon = lines[at].indexOf(':');
            if (colon > 0) {
                fields.computeIfAbsent(lines[at].substring(0, colon), _ -> new ArrayList<>())
                        .add(lines[at].substring(colon + 1).strip());
            }
        }
        return new AnswerHead(Integer.parseInt(status[1]), fields);
    }

    /// The body as the head frames it (RFC 9112, 6.3): chunked, of a length, or to the end.
    InputStream body(InputStream in) throws IOException {
        if (status == 204 || status == 304) {
            return InputStream.nullInputStream();
        }
        if (fields.getOrDefault("Transfer-Encoding", List.of()).contains("chunked")) {
            return new ChunkedInput(in);
        }
        List<String> length = fields.getOrDefault("Content-Length", List.of());
        if (length.isEmpty()) {
            return in;
        }
        try {
            return new LimitedInput(in, Long.parseLong(length.getFirst()));
        } catch (NumberFormatException notANumber) {
            throw new IOException("its Content-Length is not a number", notANumber);
        }
    }

    /// Byte by byte, as what follows the head is not the head's.
    private static String text(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder(512);
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("it closed the connection");
            }
            head.append((char) octet);
            if (head.length() > MAX_BYTES) {
                throw new IOException("the head of its answer is longer than " + MAX_BYTES);
            }
        }
        return head.toString();
    }
}
