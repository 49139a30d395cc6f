package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.Agent;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A socket of an agent that is listened on: 0660, of the agent's group.
final class ListeningSocket {
    private static final int BACKLOG = 128;

    private final Path path;
    private final AgentSocket socket;
    private final Channel server;

    private ListeningSocket(Path path, AgentSocket socket, Channel server) {
        this.path = path;
        this.socket = socket;
        this.server = server;
    }

    /// In a directory that is prepared. Not for an event loop: it waits for one.
    static ListeningSocket open(Path path, AgentSocket socket, EventLoopGroup loops)
            throws IOException {
        StaleSocket.remove(path);
        Channel server =
                new ServerBootstrap()
                        .group(loops)
                        .channel(EpollServerDomainSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childHandler(socket)
                        .bind(new DomainSocketAddress(path.toFile()))
                        .syncUninterruptibly()
                        .channel();
        // From here on it can be connected to: bound without group access, then opened to the
        // group.
        SocketDirectory.setGroup(path, socket.agent().socket().gid());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
        socket.recheck();
        return new ListeningSocket(path, socket, server);
    }

    ChannelGroup connections() {
        return socket.connections();
    }

    void become(Agent agent) {
        socket.become(agent);
    }

    void recheck() {
        socket.recheck();
    }

    void acceptNoMore() {
        server.close().syncUninterruptibly();
    }

    /// Nobody has this socket any more: its connections are cut, and its file goes.
    void abolish() throws IOException {
        acceptNoMore();
        socket.connections().close();
        Files.deleteIfExists(path);
    }
}
