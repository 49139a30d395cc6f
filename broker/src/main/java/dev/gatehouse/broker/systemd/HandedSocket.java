package dev.gatehouse.broker.systemd;

import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.file.Path;

/// A listening Unix socket that the service manager held while no broker ran. What connected
/// meanwhile waits in it.
///
/// @param name as the service manager calls it: `FileDescriptorName=` of a unit, or `FDNAME=` of
///   the process that had it kept
/// @param descriptor whoever takes it has to close it
/// @param path where it was bound
public record HandedSocket(String name, int descriptor, Path path) {
    /// Closes this process's descriptor; the service manager's own is not touched.
    public void close() throws IOException {
        new FileDescriptor(descriptor).close();
    }
}
