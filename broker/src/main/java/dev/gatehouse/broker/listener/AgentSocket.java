package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.door.Door;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.unix.PeerCredentials;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens to each connection of one agent's socket: who calls is taken from the kernel before
/// a byte is read, and a stranger's connection is closed without one.
final class AgentSocket extends ChannelInitializer<EpollDomainSocketChannel> {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSocket.class);
    private static final int MAX_CONNECTIONS = 256;

    private static final AttributeKey<OpenConnection> OPEN =
            AttributeKey.valueOf(AgentSocket.class, "open");

    private final Door door;
    private final Doorkeeper doorkeeper;
    private final Strangers strangers;
    private final ChannelGroup connections =
            new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final AtomicBoolean crowded = new AtomicBoolean();
    private volatile Agent agent;

    AgentSocket(Door door, Doorkeeper doorkeeper, Strangers strangers, Agent agent) {
        this.door = door;
        this.doorkeeper = doorkeeper;
        this.strangers = strangers;
        this.agent = agent;
    }

    ChannelGroup connections() {
        return connections;
    }

    /// Those that are served; strangers' connections are not.
    List<OpenConnection> served() {
        return connections.stream()
                .map(channel -> channel.attr(OPEN).get())
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(OpenConnection::since))
                .toList();
    }

    Agent agent() {
        return agent;
    }

    /// Puts a reloaded agent behind the socket; its connections stay, if they are still its own.
    void become(Agent reloaded) {
        agent = reloaded;
        recheck();
    }

    /// Closes the connections that do not come from where they should by now.
    void recheck() {
        switch (doorkeeper.origin(agent())) {
            case ExpectedOrigin.Anywhere _ -> {}
            case ExpectedOrigin.Inside(ContainerId container) ->
                    // Not by the group's own close: after that it closes all that come, too.
                    connections.stream()
                            .filter(channel -> !isFrom(channel, container))
                            .forEach(Channel::close);
            case ExpectedOrigin.Nowhere(String why) -> {
                LOG.warn("agent {} is served to nobody: {}", agent().name(), why);
                connections.forEach(Channel::close);
            }
        }
    }

    private static boolean isFrom(Channel channel, ContainerId container) {
        OpenConnection open = channel.attr(OPEN).get();
        return open != null && open.peer().container().filter(container::equals).isPresent();
    }

    @Override
    protected void initChannel(EpollDomainSocketChannel channel) throws IOException {
        PeerCredentials credentials = channel.peerCredentials();
        int gid = credentials.gids().length > 0 ? credentials.gids()[0] : -1;
        // First, so that a registration which comes meanwhile finds the connection and closes it.
        connections.add(channel);
        if (!channel.isOpen()) {
            return;
        }
        Agent served = agent;
        Peer caller = new Peer(credentials.uid(), gid, credentials.pid());
        switch (doorkeeper.identify(channel.fd().intValue(), caller, served)) {
            case Identity.Denied(Peer peer, PeerMismatch mismatch) -> {
                strangers.refused(served, peer, mismatch);
                channel.close();
            }
            case Identity.Confirmed _ when connections.size() > MAX_CONNECTIONS -> {
                tellCrowd(served);
                channel.close();
            }
            case Identity.Confirmed(Peer peer) -> serve(channel, peer);
        }
    }

    /// Once, until half of them are gone.
    private void tellCrowd(Agent served) {
        if (crowded.compareAndSet(false, true)) {
            LOG.warn(
                    "agent {} has {} connections to its {} socket: more are closed as they come",
                    served.name(),
                    MAX_CONNECTIONS,
                    door.name());
        }
    }

    private void serve(EpollDomainSocketChannel channel, Peer peer) {
        if (connections.size() <= MAX_CONNECTIONS / 2) {
            crowded.set(false);
        }
        channel.attr(OPEN).set(new OpenConnection(door.name(), peer, Instant.now()));
        channel.config().setAutoRead(false);
        door.serve(channel.pipeline(), this::agent, peer);
    }
}
