package dev.gatehouse.broker.admin.server;

import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.framing.FramedRequests;
import dev.gatehouse.broker.listener.SocketDirectory;
import dev.gatehouse.broker.listener.StaleSocket;
import dev.gatehouse.protocol.SocketLayout;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.PeerCredentials;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The operator's socket, `<runtime>/admin.sock`, 0600: for root and the broker's own user. Who
/// calls is asked of the kernel too, since a socket can be connected to between bind and chmod, and
/// a mode can be changed by mistake.
public final class AdminSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminSocket.class);
    private static final int MAX_CONNECTIONS = 32;
    private static final int ROOT = 0;

    private final Path runtimeDirectory;
    private final Path path;
    private final int ownUid;
    private final EventLoopGroup loops;
    private final AdminRoutes routes;
    private final AdminStrangers strangers;
    private final ChannelGroup channels =
            new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    /// @param ownUid the broker's effective user
    public AdminSocket(
            Path runtimeDirectory,
            int ownUid,
            EventLoopGroup loops,
            AdminRoutes routes,
            AdminStrangers strangers) {
        this.runtimeDirectory = runtimeDirectory;
        this.path = path(runtimeDirectory);
        this.ownUid = ownUid;
        this.loops = loops;
        this.routes = routes;
        this.strangers = strangers;
    }

    public static Path path(Path runtimeDirectory) {
        return runtimeDirectory.resolve(SocketLayout.ADMIN_SOCKET);
    }

    public void open() throws IOException {
        SocketDirectory.secure(runtimeDirectory, ownUid);
        StaleSocket.remove(path);
        channels.add(
                new ServerBootstrap()
                        .group(loops)
                        .channel(EpollServerDomainSocketChannel.class)
                        .childHandler(new Stages())
                        .bind(new DomainSocketAddress(path.toFile()))
                        .syncUninterruptibly()
                        .channel());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        LOG.info("the operator is served at {}", path);
    }

    @Override
    public void close() {
        channels.close().awaitUninterruptibly();
    }

    private final class Stages extends ChannelInitializer<EpollDomainSocketChannel> {
        @Override
        protected void initChannel(EpollDomainSocketChannel channel) throws IOException {
            PeerCredentials credentials = channel.peerCredentials();
            if (credentials.uid() != ROOT && credentials.uid() != ownUid) {
                int gid = credentials.gids().length > 0 ? credentials.gids()[0] : -1;
                strangers.refusedAsOperator(new Peer(credentials.uid(), gid, credentials.pid()));
                channel.close();
                return;
            }
            if (channels.size() > MAX_CONNECTIONS) {
                channel.close();
                return;
            }
            channels.add(channel);
            FramedRequests.addTo(channel.pipeline());
            channel.pipeline()
                    .addLast("continue", new HttpServerExpectContinueHandler())
                    .addLast("admin", new AdminHandler(routes));
        }
    }
}
