package dev.gatehouse.broker.egress.reach;

import dev.gatehouse.broker.egress.rule.Authority;
import dev.gatehouse.broker.egress.rule.EgressRules;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Reaches for granted hosts: resolve once, check every address, connect to one of those very
/// addresses. A name is never resolved a second time, so what it says meanwhile does not matter
/// (DNS rebinding).
public final class Reach {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MAX_ADDRESSES = 4;

    private final Lookups lookups;
    private final LongAdder opened = new LongAdder();

    public Reach(Resolver resolver, Supplier<ClosedHosts> closed) {
        this(new Lookups(resolver, closed));
    }

    Reach(Lookups lookups) {
        this.lookups = lookups;
    }

    /// How many connections were begun since start.
    public long opened() {
        return opened.sum();
    }

    /// Connects to a host that the rules grant.
    ///
    /// @param pending how many lookups the agent has under way
    /// @param done called once, on the loop, never before this returns
    public void connect(
            EventLoop loop,
            Authority target,
            EgressRules rules,
            Pending pending,
            Consumer<Reached> done) {
        lookups.find(
                loop,
                target,
                rules,
                pending,
                finding -> {
                    switch (finding) {
                        case Finding.Failed(Unreached why) -> done.accept(new Reached.Not(why));
                        case Finding.Found(List<InetSocketAddress> addresses) ->
                                connect(loop, addresses, 0, done);
                    }
                });
    }

    private void connect(
            EventLoop loop, List<InetSocketAddress> addresses, int at, Consumer<Reached> done) {
        opened.increment();
        ChannelFuture connecting = bootstrap(loop).connect(addresses.get(at));
        connecting.addListener(connected -> {
            if (connected.isSuccess()) {
                done.accept(new Reached.Connected(connecting.channel()));
            } else if (at + 1 < Math.min(addresses.size(), MAX_ADDRESSES)) {
                connect(loop, addresses, at + 1, done);
            } else {
                done.accept(
                        new Reached.Not(
                                connected.cause() instanceof ConnectTimeoutException
                                        ? new Unreached.Silent()
                                        : new Unreached.Refused()));
            }
        });
    }

    private static Bootstrap bootstrap(EventLoop loop) {
        return new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(EpollChannelOption.TCP_USER_TIMEOUT, (int) Duration.ofMinutes(1).toMillis())
                .handler(new ChannelInboundHandlerAdapter());
    }
}
