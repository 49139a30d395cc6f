package dev.gatehouse.shim.mcp;

import dev.gatehouse.shim.console.Failure;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The client's messages, one a line.
final class MessageLines {
    static final int LIMIT_BYTES = 8 * 1024 * 1024;

    private final InputStream input;

    MessageLines(InputStream input) {
        this.input = new BufferedInputStream(input);
    }

    /// The next line that is not blank; null at the end. A line that is too long is skipped.
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        boolean blank = true;
        int octet = input.read();
        while (octet >= 0) {
            if (octet == '\n') {
                if (!blank) {
                    return line.toByteArray();
                }
                line.reset();
            } else {
                blank &= octet == ' ' || octet == '\t' || octet == '\r';
                line.write(octet);
            }
            if (line.size() > LIMIT_BYTES) {
                skipLine();
                throw Failure.usage("a message of more than 8 MiB was not sent");
            }
            octet = input.read();
        }
        return blank ? null : line.toByteArray();
    }

    private void skipLine() throws IOException {
        int octet = input.read();
        while (octet >= 0 && octet != '\n') {
            octet = input.read();
        }
    }
}
