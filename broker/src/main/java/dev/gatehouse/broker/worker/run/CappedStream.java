package dev.gatehouse.broker.worker.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Passes on so many bytes, and counts the rest. Only one thread at a time.
final class CappedStream {
    private final OutputStream out;
    private final long mostBytes;
    private long bytes;
    private boolean inLine;

    CappedStream(OutputStream out, long mostBytes) {
        this.out = out;
        this.mostBytes = mostBytes;
    }

    void write(byte[] data, int offset, int length) throws IOException {
        int kept = Math.clamp(mostBytes - bytes, 0, length);
        bytes += length;
        if (kept > 0) {
            out.write(data, offset, kept);
            out.flush();
            inLine = data[offset + kept - 1] != '\n';
        }
    }

    /// Says in a last line of its own what is missing.
    void finish() throws IOException {
        if (truncated()) {
            String line =
                    String.format(
                            Locale.ROOT,
                            "%s[gatehouse: %,d bytes more were not kept]%n",
                            inLine ? "\n" : "",
                            bytes - mostBytes);
            out.write(line.getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }

    /// All that came, kept or not.
    long bytes() {
        return bytes;
    }

    boolean truncated() {
        return bytes > mostBytes;
    }
}
