package dev.gatehouse.shim.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Passes everything on, and keeps the beginning: enough for a problem document.
final class Excerpt extends OutputStream {
    private static final int LIMIT_BYTES = 64 * 1024;

    private final OutputStream output;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Excerpt(OutputStream output) {
        this.output = output;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        kept.write(bytes, offset, Math.min(length, LIMIT_BYTES - kept.size()));
        output.write(bytes, offset, length);
    }

    byte[] bytes() {
        return kept.toByteArray();
    }
}
