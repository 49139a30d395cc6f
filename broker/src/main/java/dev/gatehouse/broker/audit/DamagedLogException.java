package dev.gatehouse.broker.audit;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/// The log on the disk is not what a broker, even one that crashed, leaves behind.
public final class DamagedLogException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    DamagedLogException(Path file, String where, Flaw flaw) {
        super(
                file
                        + where
                        + ": "
                        + flaw.what()
                        + " (expected "
                        + flaw.expected()
                        + ", found "
                        + flaw.actual()
                        + "); run 'gatehouse audit verify', then restore the log from a backup, or move"
                        + " all its files aside as evidence to begin a new one");
    }
}
