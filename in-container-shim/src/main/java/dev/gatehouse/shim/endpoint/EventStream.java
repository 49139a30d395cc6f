package dev.gatehouse.shim.endpoint;

import dev.gatehouse.shim.console.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads server-sent events (the HTML standard, section 9.2): only what a message needs of them.
public final class EventStream {
    static final int LIMIT_BYTES = 8 * 1024 * 1024;
    private static final int MOST_RETRY_DIGITS = 6;
    private static final int BLOCK_BYTES = 8 * 1024;

    private final InputStream source;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int at;
    private int end;
    private boolean afterCr;
    private String lastId = "";
    private int retryMillis;

    public EventStream(InputStream source) {
        this.source = source;
    }

    /// The data of the next event that has some, its lines joined by blanks: what they hold is
    /// JSON, to which that is the same. Null at the end; an event that has not ended by then is
    /// none.
    public byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean first = true;
        while (readLine(line)) {
            if (line.size() == 0) {
                if (data.size() > 0) {
                    return data.toByteArray();
                }
                first = true;
                continue;
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            int colon = text.indexOf(':');
            String name = colon < 0 ? text : text.substring(0, colon);
            int start = colon < 0 ? text.length() : colon + 1;
            start += start < text.length() && text.charAt(start) == ' ' ? 1 : 0;
            if (name.equals("data")) {
                append(data, text, start, first);
                first = false;
            } else {
                note(name, text.substring(start));
            }
        }
        return null;
    }

    /// The last event's, with which a broken stream can be taken up; empty for none.
    public String lastId() {
        return lastId;
    }

    /// How long to wait before that; 0 where nothing was said.
    public int retryMillis() {
        return retryMillis;
    }

    private static void append(ByteArrayOutputStream data, String latin1, int start, boolean first)
            throws IOException {
        byte[] bytes = latin1.substring(start).getBytes(StandardCharsets.ISO_8859_1);
        if (data.size() + bytes.length > LIMIT_BYTES) {
            throw tooLong();
        }
        if (!first) {
            data.write(' ');
        }
        data.write(bytes);
    }

    private void note(String name, String value) {
        if (name.equals("id") && value.indexOf('\0') < 0) {
            lastId = value;
        } else if (name.equals("retry") && isMillis(value)) {
            retryMillis = Integer.parseInt(value);
        }
    }

    private static boolean isMillis(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= MOST_RETRY_DIGITS;
    }

    /// Lines end in LF, CR or CRLF. False at the end of the stream.
    private boolean readLine(ByteArrayOutputStream line) throws IOException {
        line.reset();
        while (true) {
            int octet = read();
            if (octet < 0) {
                return false;
            }
            boolean secondHalf = afterCr && octet == '\n';
            afterCr = octet == '\r';
            if (secondHalf) {
                continue;
            }
            if (octet == '\n' || octet == '\r') {
                return true;
            }
            if (line.size() == LIMIT_BYTES) {
                throw tooLong();
            }
            line.write(octet);
        }
    }

    private int read() throws IOException {
        if (at == end) {
            end = Math.max(0, source.read(block, 0, block.length));
            at = 0;
        }
        return at == end ? -1 : block[at++] & 0xff;
    }

    private static Failure tooLong() {
        return Failure.unreachable("the broker sent a message of more than 8 MiB");
    }
}
