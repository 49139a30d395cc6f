package dev.gatehouse.shim.repository;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A text file of git's own, which are small.
final class SmallFile {
    private static final int LIMIT_BYTES = 1 << 20;

    private SmallFile() {}

    /// Refuses what is not UTF-8 or larger than 1 MiB.
    static String read(Path file) throws IOException {
        try (InputStream input = new FileInputStream(file.toFile())) {
            byte[] bytes = input.readNBytes(LIMIT_BYTES + 1);
            if (bytes.length > LIMIT_BYTES) {
                throw new IOException("larger than 1 MiB: " + file);
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        }
    }
}
