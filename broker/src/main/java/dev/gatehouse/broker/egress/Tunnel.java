package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// Bytes both ways between a client and a host, each side read no faster than the other takes it.
/// The end of one direction is passed on, and the other goes on (RFC 9110, 9.3.6 would allow to
/// close both).
final class Tunnel {
    /// What the client was answered.
    static final OptionalInt OK = OptionalInt.of(200);

    private final Passage passage;
    private final TunnelEnd client;
    private final TunnelEnd upstream;
    private final IdleWatch idle;
    private final Duration idleLimit;
    private int directionsOver;
    private boolean draining;

    private Tunnel(Channel client, Channel upstream, Passage passage, Duration idleLimit) {
        this.passage = passage;
        this.idleLimit = idleLimit;
        this.client = new TunnelEnd(this, client, upstream);
        this.upstream = new TunnelEnd(this, upstream, client);
        this.idle =
                new IdleWatch(
                        client.eventLoop(),
                        idleLimit,
                        () -> end(Ending.TIMED_OUT, Optional.empty()));
    }

    static Tunnel begin(Channel client, Channel upstream, Passage passage, Duration idleLimit) {
        Tunnel tunnel = new Tunnel(client, upstream, passage, idleLimit);
        client.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        upstream.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        client.pipeline().addLast("tunnel", tunnel.client);
        upstream.pipeline().addLast("tunnel", tunnel.upstream);
        if (upstream.isActive()) {
            client.read();
            upstream.read();
        } else {
            tunnel.lost(tunnel.upstream);
        }
        return tunnel;
    }

    /// @return whether the bytes may go on
    boolean count(TunnelEnd from, int bytes) {
        idle.touch();
        boolean within = from == client ? passage.sent(bytes) : passage.received(bytes);
        if (!within) {
            passage.cutOff(passage.tooManyBytes(), OK);
            close();
        }
        return within;
    }

    /// One side will send no more. What it sent goes out before the other side hears of it.
    void ended(TunnelEnd from, Channel to) {
        to.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(flushed -> {
                    directionsOver++;
                    if (directionsOver == 2) {
                        end(Ending.ANSWERED, Optional.empty());
                    } else if (to instanceof DuplexChannel duplex && to.isActive()) {
                        duplex.shutdownOutput();
                    }
                });
    }

    /// The broker stops: the tunnel goes on until it is cut.
    void draining() {
        draining = true;
    }

    /// A side is gone: in order, if it had said that it sends no more.
    void lost(TunnelEnd side) {
        Ending ending =
                side.hasEnded()
                        ? Ending.ANSWERED
                        : side == upstream
                                ? Ending.UPSTREAM_FAILED
                                : draining ? Ending.BROKER_STOPPED : Ending.CLIENT_GONE;
        end(ending, Optional.empty());
    }

    private void end(Ending ending, Optional<RefusalCode> code) {
        passage.end(ending, OK, code);
        close();
    }

    private void close() {
        idle.stop();
        client.closeFlushed(idleLimit);
        upstream.closeFlushed(idleLimit);
    }
}
