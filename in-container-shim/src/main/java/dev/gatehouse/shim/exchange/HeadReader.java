package dev.gatehouse.shim.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads lines and heads strictly (RFC 9112): every line ends in CRLF, no folding, no blank before
/// the colon, no control characters, at most [#LIMIT_BYTES] a head.
final class HeadReader {
    static final int LIMIT_BYTES = 64 * 1024;
    private static final int MAXIMUM_FIELDS = 200;

    private final InputStream source;
    private byte[] line = new byte[256];

    HeadReader(InputStream source) {
        this.source = source;
    }

    AnswerHead read() throws IOException {
        String statusLine = readLine(LIMIT_BYTES, "before its head was complete");
        int left = LIMIT_BYTES - statusLine.length();
        int status = status(statusLine);
        List<AnswerHead.AnswerField> fields = new ArrayList<>();
        String text = readLine(left, "before its head was complete");
        while (!text.isEmpty()) {
            left -= text.length();
            if (fields.size() == MAXIMUM_FIELDS) {
                throw BrokenAnswer.malformed("too many header fields");
            }
            fields.add(field(text));
            text = readLine(left, "before its head was complete");
        }
        return new AnswerHead(statusLine, status, fields);
    }

    private static int status(String line) throws IOException {
        boolean shaped =
                line.length() >= 12
                        && line.startsWith("HTTP/1.1 ")
                        && (line.length() == 12 || line.charAt(12) == ' ')
                        && Ascii.isReceivedFieldValue(line);
        int status = shaped ? digits(line) : 0;
        if (status < 100) {
            throw BrokenAnswer.malformed("status line");
        }
        return status;
    }

    private static int digits(String line) {
        int status = 0;
        for (int i = 9; i < 12; i++) {
            char c = line.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            status = status * 10 + (c - '0');
        }
        return status;
    }

    private static AnswerHead.AnswerField field(String text) throws IOException {
        int colon = text.indexOf(':');
        String name = colon < 0 ? "" : text.substring(0, colon);
        String value = text.substring(colon + 1).strip();
        if (!Ascii.isToken(name) || !Ascii.isReceivedFieldValue(value)) {
            throw BrokenAnswer.malformed("header field");
        }
        return new AnswerHead.AnswerField(name, value);
    }

    /// One line without its CRLF, one character for each byte.
    String readLine(int limitBytes, String where) throws IOException {
        int length = 0;
        while (true) {
            int octet = source.read();
            if (octet < 0) {
                throw BrokenAnswer.truncated(where);
            }
            if (octet == '\n') {
                if (length == 0 || line[length - 1] != '\r') {
                    throw BrokenAnswer.malformed("a line that does not end in CRLF");
                }
                return new String(line, 0, length - 1, StandardCharsets.ISO_8859_1);
            }
            if (length > 0 && line[length - 1] == '\r') {
                throw BrokenAnswer.malformed("a CR inside a line");
            }
            if (length >= limitBytes) {
                throw BrokenAnswer.malformed("a head of more than " + LIMIT_BYTES + " bytes");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = (byte) octet;
        }
    }
}
