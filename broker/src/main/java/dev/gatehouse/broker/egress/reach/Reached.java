package dev.gatehouse.broker.egress.reach;

import io.netty.channel.Channel;

/// What came of reaching for a host.
public sealed interface Reached {
    /// Connected. Nothing is read from it unless it is asked for.
    record Connected(Channel channel) implements Reached {}

    record Not(Unreached why) implements Reached {}
}
