package dev.gatehouse.shim.api;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.RequestBody;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/// The body that `--input` names. A small one is sent from memory, a large file with its length,
/// and a long pipe in chunks.
final class InputBody {
    private static final int MEMORY_LIMIT_BYTES = 64 * 1024;

    private InputBody() {}

    static RequestBody of(String file, InputStream standardInput) throws Failure {
        try {
            if (file.equals("-")) {
                return body(standardInput, null);
            }
            return body(new FileInputStream(file), new File(file));
        } catch (IOException e) {
            throw Failure.usage("cannot read --input (" + e.getMessage() + ")");
        }
    }

    private static RequestBody body(InputStream source, @Nullable File file) throws IOException {
        byte[] beginning = source.readNBytes(MEMORY_LIMIT_BYTES);
        if (beginning.length < MEMORY_LIMIT_BYTES) {
            return new RequestBody.Bytes(beginning);
        }
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(beginning), source);
        if (file != null && file.isFile()) {
            return new RequestBody.Sized(whole, file.length());
        }
        return new RequestBody.Unsized(whole);
    }
}
