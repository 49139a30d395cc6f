package dev.gatehouse.shim.exchange;

import dev.gatehouse.shim.console.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Reads one answer, strictly: where its framing could be understood in two ways it is refused (RFC
/// 9112 section 6.3).
public final class AnswerReader {
    private static final int MAXIMUM_INTERIM_ANSWERS = 8;

    private AnswerReader() {}

    /// Reads the head; what follows it in `source` is the body.
    public static Answer read(InputStream source, String method, Closeable connection)
            throws IOException {
        HeadReader heads = new HeadReader(source);
        AnswerHead head = heads.read();
        for (int i = 0; head.status() < 200; i++) {
            // 101 would change the protocol, which we never asked for.
            if (head.status() == 101 || i == MAXIMUM_INTERIM_ANSWERS) {
                throw BrokenAnswer.malformed("status " + head.status());
            }
            head = heads.read();
        }
        return new Answer(head, body(head, method, source), connection);
    }

    private static InputStream body(AnswerHead head, String method, InputStream source)
            throws IOException {
        List<String> encodings = head.values("Transfer-Encoding");
        List<String> lengths = head.values("Content-Length");
        if (encodings.size() + lengths.size() > 1) {
            throw BrokenAnswer.malformed("more than one statement of its length");
        }
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return InputStream.nullInputStream();
        }
        if (!encodings.isEmpty()) {
            if (!encodings.getFirst().equalsIgnoreCase("chunked")) {
                throw BrokenAnswer.malformed("transfer encoding");
            }
            return new ChunkedBody(source);
        }
        return lengths.isEmpty() ? source : new SizedBody(source, length(lengths.getFirst()));
    }

    private static long length(String digits) throws Failure {
        long length = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                throw BrokenAnswer.malformed("content length");
            }
            length = length * 10 + (c - '0');
        }
        // Eighteen digits cannot overflow.
        if (digits.isEmpty() || digits.length() > 18) {
            throw BrokenAnswer.malformed("content length");
        }
        return length;
    }
}
