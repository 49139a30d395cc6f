package dev.gatehouse.broker.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.UnixChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands at a listening socket and accepts no more while descriptors are short. Who connects
/// meanwhile waits in the socket's queue, and is served once some are free again; the connections
/// that are open go on. It looks once a second: accept(2) fails at once with `EMFILE`, and a queue
/// that is not empty stays ready, so whoever tried again at once would spin.
final class AcceptGuard extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptGuard.class);
    private static final long PAUSE_SECONDS = 1;

    private final Path path;
    private final Descriptors descriptors;
    private boolean paused;

    AcceptGuard(Path path, Descriptors descriptors) {
        this.path = path;
        this.descriptors = descriptors;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        if (accepted instanceof UnixChannel connection
                && descriptors.isKeptBack(connection.fd().intValue())) {
            pause(context.channel());
        }
        context.fireChannelRead(accepted);
    }

    /// Ends here: what stands behind would pause by itself, and log each failure with its trace.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("{} cannot accept: {}", path, cause.toString());
        pause(context.channel());
    }

    private void pause(Channel server) {
        server.config().setAutoRead(false);
        if (!paused) {
            paused = true;
            descriptors.runShort(path);
            lookLater(server);
        }
    }

    private void lookLater(Channel server) {
        server.eventLoop().schedule(() -> resumeIfEnough(server), PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    private void resumeIfEnough(Channel server) {
        if (!server.isOpen()) {
            return;
        }
        if (descriptors.areShort()) {
            lookLater(server);
            return;
        }
        paused = false;
        LOG.info("{} accepts connections again", path);
        server.config().setAutoRead(true);
    }
}
