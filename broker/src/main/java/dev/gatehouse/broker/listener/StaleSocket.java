package dev.gatehouse.broker.listener;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// A socket file from before. It is removed only if nobody listens there: a live socket is never
/// stolen from a broker that runs.
final class StaleSocket {
    private StaleSocket() {}

    static void remove(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException(
                    path + " is not a socket; it is left as it is: move it away and start again");
        }
        if (isAlive(path)) {
            throw new IOException(
                    path + " is served by a running process; stop it first (ss -xlp shows which)");
        }
        Files.delete(path);
    }

    private static boolean isAlive(Path path) {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return probe.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException refused) {
            return false;
        }
    }
}
