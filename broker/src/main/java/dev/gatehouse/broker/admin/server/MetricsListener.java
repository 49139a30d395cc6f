package dev.gatehouse.broker.admin.server;

import dev.gatehouse.broker.framing.FramedRequests;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET /metrics` on a port of this host, for a Prometheus that reaches no Unix socket. Every local
/// process can ask there, so nothing else is served. Refuses an address that is not of loopback.
public final class MetricsListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsListener.class);
    private static final int MAX_CONNECTIONS = 16;

    private final ChannelGroup channels =
            new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    private final InetSocketAddress address;
    private final EventLoopGroup loops;
    private final AdminRoutes routes;

    /// @param address of loopback
    public MetricsListener(InetSocketAddress address, EventLoopGroup loops, Daemon daemon) {
        if (!address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("metrics are served on loopback only");
        }
        this.address = address;
        this.loops = loops;
        this.routes = AdminRoutes.ofMetrics(daemon);
    }

    /// @throws IOException where the address is taken
    public void open() throws IOException {
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(EpollServerSocketChannel.class)
                        .childHandler(new Stages())
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "metrics cannot be served at "
                            + address
                            + " ("
                            + bound.cause().getMessage()
                            + "): change metrics.listen, or stop who listens there",
                    bound.cause());
        }
        channels.add(bound.channel());
        LOG.info("metrics are served at {}", bound.channel().localAddress());
    }

    @Override
    public void close() {
        channels.close().awaitUninterruptibly();
    }

    private final class Stages extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (channels.size() > MAX_CONNECTIONS) {
                channel.close();
                return;
            }
            channels.add(channel);
            FramedRequests.addTo(channel.pipeline());
            channel.pipeline()
                    .addLast("continue", new HttpServerExpectContinueHandler())
                    .addLast("metrics", new AdminHandler(routes));
        }
    }
}
