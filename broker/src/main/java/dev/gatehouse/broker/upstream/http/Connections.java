package dev.gatehouse.broker.upstream.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLException;

/// Keep-alive connections to one server, kept for each event loop by itself, so that an exchange
/// never leaves the thread of its agent's connection. A connection is taken back only after a
/// complete answer.
public final class Connections {
    private final UpstreamSettings settings;
    private final Optional<SslContext> tls;
    private final Map<EventLoop, IdleConnections> idle = new ConcurrentHashMap<>();
    private final LongAdder opened = new LongAdder();
    private final UpstreamObserver observer;

    /// To a server that nobody watches.
    public Connections(UpstreamSettings settings) throws SSLException {
        this(settings, UpstreamObserver.NONE);
    }

    public Connections(UpstreamSettings settings, UpstreamObserver observer) throws SSLException {
        this.settings = settings;
        this.observer = observer;
        this.tls = Tls.of(settings);
    }

    public UpstreamSettings settings() {
        return settings;
    }

    UpstreamObserver observer() {
        return observer;
    }

    /// How many connections were opened since start.
    public long opened() {
        return opened.sum();
    }

    /// An idle connection of this loop.
    Optional<Channel> takeIdle(EventLoop loop) {
        return idleOf(loop).take();
    }

    /// A new connection, ready for a request: resolved, connected and, for https, verified.
    Future<Channel> open(EventLoop loop) {
        Promise<Channel> ready = loop.newPromise();
        opened.increment();
        Thread.ofVirtual().name("resolve").start(() -> resolve(loop, ready));
        return ready;
    }

    /// Takes a connection back. Only for one whose last answer came whole.
    void giveBack(EventLoop loop, Channel channel) {
        idleOf(loop).give(channel);
    }

    private IdleConnections idleOf(EventLoop loop) {
        return idle.computeIfAbsent(loop, fresh -> new IdleConnections(fresh, System::nanoTime));
    }

    /// The resolver of the JDK blocks, so it has a thread of its own; it knows hosts file and name
    /// service switch as every other program of the host does.
    private void resolve(EventLoop loop, Promise<Channel> ready) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(settings.url().getHost());
            loop.execute(() -> connect(loop, addresses, 0, ready));
        } catch (UnknownHostException unknown) {
            ready.setFailure(unknown);
        }
    }

    private void connect(EventLoop loop, InetAddress[] addresses, int at, Promise<Channel> ready) {
        ChannelFuture connected =
                new Bootstrap()
                        .group(loop)
                        .channel(EpollSocketChannel.class)
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                (int) settings.connect().toMillis())
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(
                                EpollChannelOption.TCP_USER_TIMEOUT,
                                (int) settings.idle().toMillis())
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        initialise(channel);
                                    }
                                })
                        .connect(new InetSocketAddress(addresses[at], settings.port()));
        connected.addListener(done -> {
            if (done.isSuccess()) {
                secured(connected.channel(), ready);
            } else if (at + 1 < addresses.length) {
                connect(loop, addresses, at + 1, ready);
            } else {
                ready.setFailure(done.cause());
            }
        });
    }

    private void initialise(Channel channel) {
        tls.ifPresent(context -> {
            SslHandler handler =
                    context.newHandler(channel.alloc(), settings.url().getHost(), settings.port());
            handler.setHandshakeTimeoutMillis(settings.connect().toMillis());
            channel.pipeline().addLast("tls", handler);
        });
        channel.pipeline()
                .addLast("codec", new HttpClientCodec(8 * 1024, 64 * 1024, 64 * 1024, true));
        channel.pipeline().addLast("idle", new IdleGuard());
    }

    private static void secured(Channel channel, Promise<Channel> ready) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            ready.setSuccess(channel);
            return;
        }
        tls.handshakeFuture()
                .addListener(done -> {
                    if (done.isSuccess()) {
                        ready.setSuccess(channel);
                    } else {
                        channel.close();
                        ready.setFailure(done.cause());
                    }
                });
    }
}
