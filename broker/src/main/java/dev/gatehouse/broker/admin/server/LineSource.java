package dev.gatehouse.broker.admin.server;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// Where the lines of an answer without an end come from.
interface LineSource extends Closeable {
    /// The next line with its newline; none where there is no more for now.
    Optional<byte[]> next() throws IOException;
}
