package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.relay.AgentDoor;
import dev.gatehouse.broker.relay.ExchangeHandler;
import dev.gatehouse.broker.relay.Services;
import dev.gatehouse.protocol.SocketLayout;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One listening socket for each agent: `<runtime>/agents/<agent>/forge.sock`, 0660, of the agent's
/// group. Not thread-safe; the broker's main thread opens, changes and closes.
public final class AgentSockets {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSockets.class);
    private static final int BACKLOG = 128;

    private record Listening(AgentSocket socket, Channel server) {}

    private final Path runtimeDirectory;
    private final int ownUid;
    private final EventLoopGroup loops;
    private final Services services;
    private final Strangers strangers;
    private final Map<AgentName, Listening> open = new TreeMap<>();

    /// @param ownUid the broker's effective user
    public AgentSockets(
            Path runtimeDirectory,
            int ownUid,
            EventLoopGroup loops,
            Services services,
            Strangers strangers) {
        this.runtimeDirectory = runtimeDirectory;
        this.ownUid = ownUid;
        this.loops = loops;
        this.services = services;
        this.strangers = strangers;
    }

    /// Where an agent's socket is.
    public static Path path(Path runtimeDirectory, AgentName agent) {
        return directory(runtimeDirectory, agent).resolve(SocketLayout.FORGE_SOCKET);
    }

    /// The directory of an agent's sockets, which is mounted into its container.
    public static Path directory(Path runtimeDirectory, AgentName agent) {
        return runtimeDirectory.resolve(SocketLayout.AGENTS_DIRECTORY).resolve(agent.value());
    }

    /// Listens for these agents, and for no others any more.
    public void serve(Collection<Agent> agents) throws IOException {
        Set<AgentName> wanted = new HashSet<>();
        for (Agent agent : agents) {
            wanted.add(agent.name());
            Listening listening = open.get(agent.name());
            if (listening != null) {
                listening.socket().become(agent);
            } else {
                open.put(agent.name(), listen(agent));
            }
        }
        open.entrySet()
                .removeIf(entry -> !wanted.contains(entry.getKey()) && closed(entry.getValue()));
    }

    private static boolean closed(Listening listening) {
        listening.server().close();
        listening.socket().connections().close();
        return true;
    }

    /// Accepts no more, lets exchanges under way end, and cuts what is left after the limit.
    ///
    /// @return whether all ended by themselves
    public boolean drain(Duration limit) {
        List<Channel> connections = new ArrayList<>();
        for (Listening listening : open.values()) {
            listening.server().close().syncUninterruptibly();
            connections.addAll(listening.socket().connections());
        }
        connections.forEach(
                channel -> channel.pipeline().fireUserEventTriggered(ExchangeHandler.Drain.NOW));
        long deadline = System.nanoTime() + limit.toNanos();
        boolean whole = true;
        for (Channel channel : connections) {
            whole &=
                    channel.closeFuture()
                            .awaitUninterruptibly(
                                    deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        open.values().forEach(listening -> listening.socket().connections().close());
        open.clear();
        return whole;
    }

    private Listening listen(Agent agent) throws IOException {
        Path path = path(runtimeDirectory, agent.name());
        Path directory = directory(runtimeDirectory, agent.name());
        SocketDirectory.prepare(directory, agent.socket().gid(), ownUid);
        StaleSocket.remove(path);
        AgentSocket socket = new AgentSocket(services, strangers, new AgentDoor(agent));
        Channel server =
                new ServerBootstrap()
                        .group(loops)
                        .channel(EpollServerDomainSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childHandler(socket)
                        .bind(new DomainSocketAddress(path.toFile()))
                        .syncUninterruptibly()
                        .channel();
        // From here on it can be connected to: bound without group access, then opened to the
        // group.
        SocketDirectory.setGroup(path, agent.socket().gid());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
        LOG.info("agent {} is served at {}", agent.name(), path);
        return new Listening(socket, server);
    }
}
