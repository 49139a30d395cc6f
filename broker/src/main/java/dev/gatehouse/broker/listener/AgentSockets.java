package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Container;
import dev.gatehouse.broker.door.Door;
import dev.gatehouse.broker.door.Drain;
import dev.gatehouse.broker.listener.attest.Attestor;
import dev.gatehouse.protocol.SocketLayout;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Path;
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

/// The sockets of every agent: `<runtime>/agents/<agent>/forge.sock`, and one more for each other
/// door that is open to it. Any thread but an event loop: binding waits for one, registering for
/// the disk.
public final class AgentSockets {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSockets.class);

    /// For what was accepted to reach its loop.
    private static final Duration ACCEPTED = Duration.ofSeconds(1);

    /// @param open by the name of the door's socket
    private record Served(Agent agent, Map<String, ListeningSocket> open) {
        void recheck() {
            open.values().forEach(ListeningSocket::recheck);
        }
    }

    private final Path runtimeDirectory;
    private final int ownUid;
    private final EventLoopGroup loops;
    private final List<Door> doors;
    private final Strangers strangers;
    private final Registrations registrations;
    private final Doorkeeper doorkeeper;
    private final Descriptors descriptors;
    private final Inheritance inheritance;
    private final Map<AgentName, Served> served = new TreeMap<>();

    /// @param ownUid the broker's effective user
    public AgentSockets(
            Path runtimeDirectory,
            int ownUid,
            EventLoopGroup loops,
            List<Door> doors,
            Strangers strangers,
            Registrations registrations,
            Attestor attestor,
            Descriptors descriptors,
            Inheritance inheritance) {
        this.runtimeDirectory = runtimeDirectory;
        this.ownUid = ownUid;
        this.loops = loops;
        this.doors = List.copyOf(doors);
        this.strangers = strangers;
        this.registrations = registrations;
        this.doorkeeper = new Doorkeeper(registrations, attestor);
        this.descriptors = descriptors;
        this.inheritance = inheritance;
    }

    /// Where an agent's socket to the forge is.
    public static Path path(Path runtimeDirectory, AgentName agent) {
        return directory(runtimeDirectory, agent).resolve(SocketLayout.FORGE_SOCKET);
    }

    /// The directory of an agent's sockets, which is mounted into its container.
    public static Path directory(Path runtimeDirectory, AgentName agent) {
        return runtimeDirectory.resolve(SocketLayout.AGENTS_DIRECTORY).resolve(agent.value());
    }

    /// Listens for these agents at the doors that are open to them, and for no others any more.
    public synchronized void serve(Collection<Agent> agents) throws IOException {
        Set<AgentName> wanted = new HashSet<>();
        for (Agent agent : agents) {
            wanted.add(agent.name());
            Served before = served.get(agent.name());
            Served now = new Served(agent, before == null ? new TreeMap<>() : before.open());
            served.put(agent.name(), now);
            serve(now);
        }
        for (Served gone : List.copyOf(served.values())) {
            if (!wanted.contains(gone.agent().name())) {
                for (ListeningSocket socket : gone.open().values()) {
                    socket.abolish();
                }
                served.remove(gone.agent().name());
            }
        }
    }

    private void serve(Served now) throws IOException {
        Agent agent = now.agent();
        Path directory = directory(runtimeDirectory, agent.name());
        if (now.open().isEmpty()) {
            SocketDirectory.prepare(directory, agent.socket().gid(), ownUid);
        }
        for (Door door : doors) {
            ListeningSocket listening = now.open().get(door.socket());
            Path path = directory.resolve(door.socket());
            if (!door.isOpenTo(agent.name())) {
                if (listening == null) {
                    Listening.clear(path, inheritance);
                } else {
                    now.open().remove(door.socket());
                    listening.abolish();
                    LOG.info("agent {} is not served at {} any more", agent.name(), path);
                }
            } else if (listening == null) {
                AgentSocket socket = new AgentSocket(door, doorkeeper, strangers, agent);
                now.open()
                        .put(
                                door.socket(),
                                ListeningSocket.open(
                                        path, socket, loops, descriptors, inheritance));
                LOG.info("agent {} is served at {}", agent.name(), path);
            } else {
                listening.become(agent);
            }
        }
    }

    /// Where an agent is served, and the container that is registered for it.
    public synchronized Optional<ServedAgent> find(AgentName name) {
        return Optional.ofNullable(served.get(name))
                .map(found ->
                        new ServedAgent(
                                found.agent(),
                                directory(runtimeDirectory, name),
                                registrations.of(name) instanceof Registration.Of(var container)
                                        ? Optional.of(container)
                                        : Optional.empty()));
    }

    /// The sockets of an agent and who is connected there; none for an agent that is not served, or
    /// not any more.
    public synchronized List<OpenSocket> open(AgentName name) {
        Served found = served.get(name);
        return found == null
                ? List.of()
                : found.open().values().stream().map(ListeningSocket::show).toList();
    }

    /// From now on the agent's calls have to come from this container; connections from elsewhere
    /// are closed.
    public synchronized Registering register(AgentName name, Container container)
            throws IOException {
        Served found = served.get(name);
        if (found == null) {
            return new Registering.UnknownAgent();
        }
        Optional<String> configured = found.agent().container();
        if (configured.isPresent() && !configured.get().equals(container.name())) {
            return new Registering.NamedOtherwise(configured.get());
        }
        registrations.put(name, container);
        LOG.info("agent {} is served in container {}", name, container);
        found.recheck();
        return new Registering.Done();
    }

    /// No container is registered for the agent any more. Where the configuration names one, nobody
    /// is served.
    ///
    /// @return false where there is no such agent
    public synchronized boolean forget(AgentName name) throws IOException {
        Served found = served.get(name);
        if (found == null) {
            return false;
        }
        registrations.remove(name);
        LOG.info("no container is registered for agent {} any more", name);
        found.recheck();
        return true;
    }

    /// How many agents are served.
    public synchronized int agents() {
        return served.size();
    }

    /// How many connections they have.
    public synchronized int connections() {
        return served.values().stream()
                .flatMap(each -> each.open().values().stream())
                .mapToInt(socket -> socket.connections().size())
                .sum();
    }

    /// Calls of all agents that have begun and not ended.
    public int callsUnderWay() {
        return doors.stream().mapToInt(Door::callsUnderWay).sum();
    }

    /// Accepts no more, lets exchanges under way end, and cuts what is left after the limit.
    ///
    /// @return whether all ended by themselves
    public boolean drain(Duration limit) {
        List<Channel> connections = new ArrayList<>();
        List<ListeningSocket> closing = takeAll();
        closing.forEach(AgentSockets::acceptNoMore);
        if (!closing.isEmpty()) {
            // What was accepted just before is on its way to its loop: it is in no group yet.
            Turn.ofAll(loops, ACCEPTED);
        }
        closing.forEach(listening -> connections.addAll(listening.connections()));
        connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(Drain.NOW));
        long deadline = System.nanoTime() + limit.toNanos();
        boolean whole = true;
        for (Channel channel : connections) {
            whole &=
                    channel.closeFuture()
                            .awaitUninterruptibly(
                                    deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        closing.forEach(listening -> listening.connections().close());
        return whole;
    }

    private static void acceptNoMore(ListeningSocket listening) {
        try {
            listening.acceptNoMore();
        } catch (IOException undeleted) {
            LOG.warn("a socket's file stays behind: {}", undeleted.toString());
        }
    }

    private synchronized List<ListeningSocket> takeAll() {
        List<ListeningSocket> all =
                served.values().stream().flatMap(each -> each.open().values().stream()).toList();
        served.clear();
        return all;
    }
}
