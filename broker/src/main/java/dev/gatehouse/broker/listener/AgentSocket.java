package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.framing.FramedRequests;
import dev.gatehouse.broker.relay.AgentDoor;
import dev.gatehouse.broker.relay.ExchangeHandler;
import dev.gatehouse.broker.relay.Services;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.unix.PeerCredentials;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;

/// What happens to each connection of one agent's socket: who calls is taken from the kernel before
/// a byte is read, and a stranger's connection is closed without one.
final class AgentSocket extends ChannelInitializer<EpollDomainSocketChannel> {
    private static final int MAX_CONNECTIONS = 256;

    private final Services services;
    private final Strangers strangers;
    private final ChannelGroup connections =
            new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private volatile AgentDoor door;

    AgentSocket(Services services, Strangers strangers, AgentDoor door) {
        this.services = services;
        this.strangers = strangers;
        this.door = door;
    }

    ChannelGroup connections() {
        return connections;
    }

    Agent agent() {
        return door.agent();
    }

    /// Puts a reloaded agent behind the socket; its connections stay.
    void become(Agent agent) {
        if (!agent.equals(door.agent())) {
            door = new AgentDoor(agent);
        }
    }

    @Override
    protected void initChannel(EpollDomainSocketChannel channel) throws IOException {
        PeerCredentials credentials = channel.peerCredentials();
        int gid = credentials.gids().length > 0 ? credentials.gids()[0] : -1;
        Peer peer = new Peer(credentials.uid(), gid, credentials.pid());
        if (peer.uid() != door.agent().socket().uid()) {
            strangers.refused(door.agent(), peer);
            channel.close();
            return;
        }
        if (connections.size() >= MAX_CONNECTIONS) {
            channel.close();
            return;
        }
        connections.add(channel);
        channel.config().setAutoRead(false);
        FramedRequests.addTo(channel.pipeline());
        channel.pipeline()
                .addLast("one-by-one", new FlowControlHandler())
                .addLast("exchange", new ExchangeHandler(services, () -> door, peer));
    }
}
