package dev.gatehouse.broker.cli.worker;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A process's standard streams, without the buffers and the silence of `System.out`: a reader that
/// went away is an error.
///
/// @param input nothing where it is a terminal
public record StandardStreams(
        Optional<InputStream> input, OutputStream output, OutputStream error) {
    /// Those of this process.
    public static StandardStreams ofThisProcess() {
        return new StandardStreams(
                isTerminal(Path.of("/proc/self/fd/0"))
                        ? Optional.empty()
                        : Optional.of(new FileInputStream(FileDescriptor.in)),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
    }

    private static boolean isTerminal(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/")
                    || target.startsWith("/dev/tty")
                    || target.equals("/dev/console");
        } catch (IOException closed) {
            return true;
        }
    }
}
