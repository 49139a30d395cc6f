package dev.gatehouse.broker.worker.mount;

import java.nio.file.Path;

/// One folder or file of the host that an operator wants in a worker, beside what every worker has.
///
/// @param source on the host, absolute
/// @param target in the container, absolute
public record ExtraMount(Path source, String target, boolean writable) {
    public ExtraMount {
        if (!source.isAbsolute() || !target.startsWith("/")) {
            throw new IllegalArgumentException("a mount needs absolute paths");
        }
    }
}
