package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Container;
import dev.gatehouse.broker.listener.attest.Attestor;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One listening socket for each agent: `<runtime>/agents/<agent>/forge.sock`, 0660, of the agent's
/// group. Any thread but an event loop: binding waits for one, registering for the disk.
public final class AgentSockets {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSockets.class);
    private static final int BACKLOG = 128;

    private record Listening(AgentSocket socket, Channel server) {}

    private final Path runtimeDirectory;
    private final int ownUid;
    private final EventLoopGroup loops;
    private final Services services;
    private final Strangers strangers;
    private final Registrations registrations;
    private final Doorkeeper doorkeeper;
    private final Map<AgentName, Listening> open = new TreeMap<>();

    /// @param ownUid the broker's effective user
    public AgentSockets(
            Path runtimeDirectory,
            int ownUid,
            EventLoopGroup loops,
            Services services,
            Strangers strangers,
            Registrations registrations,
            Attestor attestor) {
        this.runtimeDirectory = runtimeDirectory;
        this.ownUid = ownUid;
        this.loops = loops;
        this.services = services;
        this.strangers = strangers;
        this.registrations = registrations;
        this.doorkeeper = new Doorkeeper(registrations, attestor);
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
    public synchronized void serve(Collection<Agent> agents) throws IOException {
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

    /// Where an agent is served, and the container that is registered for it.
    public synchronized Optional<ServedAgent> find(AgentName name) {
        return Optional.ofNullable(open.get(name))
                .map(listening ->
                        new ServedAgent(
                                listening.socket().agent(),
                                directory(runtimeDirectory, name),
                                registrations.of(name) instanceof Registration.Of(var container)
                                        ? Optional.of(container)
                                        : Optional.empty()));
    }

    /// From now on the agent's calls have to come from this container; connections from elsewhere
    /// are closed.
    public synchronized Registering register(AgentName name, Container container)
            throws IOException {
        Listening listening = open.get(name);
        if (listening == null) {
            return new Registering.UnknownAgent();
        }
        Optional<String> configured = listening.socket().agent().container();
        if (configured.isPresent() && !configured.get().equals(container.name())) {
            return new Registering.NamedOtherwise(configured.get());
        }
        registrations.put(name, container);
        LOG.info("agent {} is served in container {}", name, container);
        listening.socket().recheck();
        return new Registering.Done();
    }

    /// No container is registered for the agent any more. Where the configuration names one, nobody
    /// is served.
    ///
    /// @return false where there is no such agent
    public synchronized boolean forget(AgentName name) throws IOException {
        Listening listening = open.get(name);
        if (listening == null) {
            return false;
        }
        registrations.remove(name);
        LOG.info("no container is registered for agent {} any more", name);
        listening.socket().recheck();
        return true;
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
        List<Listening> closing = takeAll();
        for (Listening listening : closing) {
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
        closing.forEach(listening -> listening.socket().connections().close());
        return whole;
    }

    private synchronized List<Listening> takeAll() {
        List<Listening> all = List.copyOf(open.values());
        open.clear();
        return all;
    }

    private Listening listen(Agent agent) throws IOException {
        Path path = path(runtimeDirectory, agent.name());
        Path directory = directory(runtimeDirectory, agent.name());
        SocketDirectory.prepare(directory, agent.socket().gid(), ownUid);
        StaleSocket.remove(path);
        AgentSocket socket = new AgentSocket(services, doorkeeper, strangers, new AgentDoor(agent));
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
        socket.recheck();
        return new Listening(socket, server);
    }
}
