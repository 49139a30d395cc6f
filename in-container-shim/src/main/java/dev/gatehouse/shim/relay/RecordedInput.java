package dev.gatehouse.shim.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// Keeps what was read, so that it can be passed on byte for byte after it was looked at.
final class RecordedInput extends InputStream {
    private final InputStream source;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream(1024);

    RecordedInput(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        int octet = source.read();
        if (octet >= 0) {
            record.write(octet);
        }
        return octet;
    }

    @Override
    public int read(byte[] block, int offset, int length) throws IOException {
        int read = source.read(block, offset, length);
        if (read > 0) {
            record.write(block, offset, read);
        }
        return read;
    }

    /// What was read since the last time.
    byte[] take() {
        byte[] bytes = record.toByteArray();
        record.reset();
        return bytes;
    }
}
