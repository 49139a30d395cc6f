package dev.gatehouse.broker.doctor.host;

import java.nio.file.Path;

/// Where the host's own files are: below `/`, but for tests.
///
/// @param processes as in proc(5)
public record HostFiles(Path root, Path processes) {
    public static final HostFiles OF_THIS_HOST = new HostFiles(Path.of("/"), Path.of("/proc"));

    public Path at(String path) {
        return root.resolve(path);
    }
}
