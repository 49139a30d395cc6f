package dev.gatehouse.broker.admin.server;

import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.framing.FramedRequests;
import dev.gatehouse.broker.listener.Inheritance;
import dev.gatehouse.broker.listener.Listening;
import dev.gatehouse.broker.listener.SocketDirectory;
import dev.gatehouse.protocol.SocketLayout;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.unix.PeerCredentials;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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
    private final Inheritance inheritance;
    private final ChannelGroup channels =
            new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private @Nullable Listening listening;

    /// @param ownUid the broker's effective user
    public AdminSocket(
            Path runtimeDirectory,
            int ownUid,
            EventLoopGroup loops,
            AdminRoutes routes,
            AdminStrangers strangers,
            Inheritance inheritance) {
        this.runtimeDirectory = runtimeDirectory;
        this.path = path(runtimeDirectory);
        this.ownUid = ownUid;
        this.loops = loops;
        this.routes = routes;
        this.strangers = strangers;
        this.inheritance = inheritance;
    }

    public static Path path(Path runtimeDirectory) {
        return runtimeDirectory.resolve(SocketLayout.ADMIN_SOCKET);
    }

    public void open() throws IOException {
        SocketDirectory.secure(runtimeDirectory, ownUid);
        listening =
                Listening.open(
                        path,
                        file -> SocketDirectory.setMode(file, "rw-------"),
                        new Stages(),
                        loops,
                        inheritance);
        LOG.info("the operator is served at {}", path);
    }

    @Override
    public void close() {
        Listening open = listening;
        listening = null;
        if (open != null) {
            try {
                open.acceptNoMore();
            } catch (IOException undeleted) {
                LOG.warn("{} stays behind: {}", path, undeleted.toString());
            }
        }
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
