package dev.gatehouse.broker.listener;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalInt;

/// A Unix socket that is listened on: bound here, or inherited with everyone who waits in it. Not
/// for event loops: they are waited for.
public final class Listening {
    private static final int BACKLOG = 128;

    /// Gives a bound file the mode and group it should have, before anyone can connect.
    @FunctionalInterface
    public interface Access {
        void grant(Path file) throws IOException;
    }

    private final Path path;
    private final Channel server;
    private final boolean held;
    private final Inheritance inheritance;

    private Listening(Path path, Channel server, boolean held, Inheritance inheritance) {
        this.path = path;
        this.server = server;
        this.held = held;
        this.inheritance = inheritance;
    }

    /// In a directory that is prepared.
    ///
    /// @param connections what each accepted connection gets
    public static Listening open(
            Path path,
            Access access,
            ChannelHandler connections,
            EventLoopGroup loops,
            Inheritance inheritance)
            throws IOException {
        return open(
                path, access, new ChannelInboundHandlerAdapter(), connections, loops, inheritance);
    }

    /// As above.
    ///
    /// @param accepting what the listening socket itself gets
    static Listening open(
            Path path,
            Access access,
            ChannelHandler accepting,
            ChannelHandler connections,
            EventLoopGroup loops,
            Inheritance inheritance)
            throws IOException {
        OptionalInt inherited = inheritance.take(path);
        boolean held = inherited.isPresent();
        int descriptor = held ? inherited.getAsInt() : bound(path);
        try {
            access.grant(path);
            if (!held) {
                new Socket(descriptor).listen(BACKLOG);
                held = inheritance.keep(path, descriptor);
            }
            return new Listening(
                    path, serve(descriptor, accepting, connections, loops), held, inheritance);
        } catch (IOException failed) {
            new FileDescriptor(descriptor).close();
            throw failed;
        }
    }

    private static int bound(Path path) throws IOException {
        StaleSocket.remove(path);
        Socket socket = Socket.newSocketDomain();
        try {
            socket.bind(new DomainSocketAddress(path.toFile()));
            return socket.intValue();
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    /// With the channel's one-argument constructor it would be registered and never accept. Not
    /// before all is in place does it read, that is, accept.
    private static Channel serve(
            int descriptor,
            ChannelHandler accepting,
            ChannelHandler connections,
            EventLoopGroup loops) {
        Channel server =
                new ServerBootstrap()
                        .group(loops)
                        .channelFactory(() -> new EpollServerDomainSocketChannel(descriptor, true))
                        .option(ChannelOption.AUTO_READ, false)
                        .handler(accepting)
                        .childHandler(connections)
                        .register()
                        .syncUninterruptibly()
                        .channel();
        server.config().setAutoRead(true);
        return server;
    }

    Path path() {
        return path;
    }

    /// As seen from outside. Looks at the disk.
    OpenSocket.State state() {
        if (!server.isOpen()) {
            return OpenSocket.State.CLOSED;
        }
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                ? OpenSocket.State.LISTENING
                : OpenSocket.State.FILE_MISSING;
    }

    /// Sees to it that nobody is served at a path, where an earlier broker may have listened.
    static void clear(Path path, Inheritance inheritance) throws IOException {
        OptionalInt inherited = inheritance.take(path);
        if (inherited.isPresent()) {
            new FileDescriptor(inherited.getAsInt()).close();
            inheritance.drop(path);
            Files.deleteIfExists(path);
        } else {
            StaleSocket.remove(path);
        }
    }

    /// Accepts no more. What waits is served by the next broker, if the socket is held; else it is
    /// cut off, and the file goes, which tells callers that nobody is there.
    public void acceptNoMore() throws IOException {
        server.close().syncUninterruptibly();
        if (!held) {
            Files.deleteIfExists(path);
        }
    }

    /// Nobody is to be served here any more.
    public void abolish() throws IOException {
        server.close().syncUninterruptibly();
        inheritance.drop(path);
        Files.deleteIfExists(path);
    }
}
