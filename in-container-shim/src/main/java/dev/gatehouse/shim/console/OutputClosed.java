package dev.gatehouse.shim.console;

import java.io.IOException;

/// Whoever read our standard output has gone away, as in `forge api ... | head -1`. Not an error
/// worth a line.
public final class OutputClosed extends IOException {
    private static final long serialVersionUID = 1;

    OutputClosed(IOException cause) {
        super(cause);
    }
}
