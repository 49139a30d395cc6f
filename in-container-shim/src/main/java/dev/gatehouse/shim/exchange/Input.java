package dev.gatehouse.shim.exchange;

import dev.gatehouse.shim.console.Failure;
import java.io.IOException;
import java.io.InputStream;

/// Reading what the caller wants sent. Where that fails it is the caller's problem, and must not be
/// taken for a broken connection.
final class Input {
    static final int BLOCK_BYTES = 64 * 1024;

    private Input() {}

    static int read(InputStream source, byte[] block, int limit) throws Failure {
        try {
            return source.read(block, 0, limit);
        } catch (IOException e) {
            throw Failure.usage("cannot read the input (" + e.getMessage() + ")");
        }
    }
}
