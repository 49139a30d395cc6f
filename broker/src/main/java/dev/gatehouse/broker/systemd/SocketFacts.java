package dev.gatehouse.broker.systemd;

import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the kernel says of a descriptor, by `getsockopt` and `getsockname`. Not by
/// `/proc/net/unix`, in whose lines other users may write: a socket's name can hold line ends.
final class SocketFacts {
    private static final int SOL_SOCKET = 1;
    private static final int SO_TYPE = 3;
    private static final int SO_ACCEPTCONN = 30;
    private static final int SO_DOMAIN = 39;
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int O_NONBLOCK = 04000;
    private static final Pattern FLAGS = Pattern.compile("(?m)^flags:\\s*([0-7]+)$");

    private final int descriptor;

    SocketFacts(int descriptor) {
        this.descriptor = descriptor;
    }

    boolean isOpen() {
        return Files.exists(process("fdinfo"));
    }

    /// Where it listens for streams, if that is what it does.
    Optional<Path> listeningAt() throws IOException {
        if (!Files.readSymbolicLink(process("fd")).toString().startsWith("socket:")) {
            return Optional.empty();
        }
        Socket socket = new Socket(descriptor);
        if (socket.getIntOpt(SOL_SOCKET, SO_DOMAIN) != AF_UNIX
                || socket.getIntOpt(SOL_SOCKET, SO_TYPE) != SOCK_STREAM
                || socket.getIntOpt(SOL_SOCKET, SO_ACCEPTCONN) == 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(socket.localDomainSocketAddress())
                .map(DomainSocketAddress::path)
                .filter(path -> path.startsWith("/"))
                .map(path -> Path.of(path).normalize());
    }

    boolean isNonBlocking() throws IOException {
        Matcher flags = FLAGS.matcher(Files.readString(process("fdinfo")));
        return flags.find() && (Integer.parseInt(flags.group(1), 8) & O_NONBLOCK) != 0;
    }

    private Path process(String directory) {
        return Path.of("/proc/self", directory, Integer.toString(descriptor));
    }
}
