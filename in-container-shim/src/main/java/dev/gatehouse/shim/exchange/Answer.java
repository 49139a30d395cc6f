package dev.gatehouse.shim.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// An answer whose head is read and whose body is still arriving. The body throws where it breaks
/// off. Closing ends the connection.
public record Answer(AnswerHead head, InputStream body, Closeable connection) implements Closeable {
    private static final int BLOCK_BYTES = 64 * 1024;

    /// Copies the body as it arrives; no more than one block is in memory.
    public void copyBodyTo(OutputStream output) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        int read = body.read(block, 0, block.length);
        while (read >= 0) {
            output.write(block, 0, read);
            read = body.read(block, 0, block.length);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
