package dev.gatehouse.broker.systemd;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The listening sockets that the service manager handed over (`sd_listen_fds(3)`), by the path at
/// which they are bound: names come from units and may be anything, and their order is not a
/// unit's. What is no listening Unix stream socket, or would block, is closed and logged. Any
/// thread.
public final class HandedSockets {
    private static final Logger LOG = LoggerFactory.getLogger(HandedSockets.class);

    /// `SD_LISTEN_FDS_START`
    private static final int FIRST = 3;

    private static final String NAMELESS = "unknown";

    private final Map<Path, HandedSocket> byPath = new LinkedHashMap<>();

    private HandedSockets() {}

    /// @param environment `LISTEN_PID`, `LISTEN_FDS` and `LISTEN_FDNAMES` of this process
    /// @param ownPid descriptors for another process are not ours
    public static HandedSockets of(Map<String, String> environment, long ownPid)
            throws IOException {
        return of(names(environment, ownPid));
    }

    /// @param nameOf open descriptors, which are this object's from now on
    public static HandedSockets of(SortedMap<Integer, String> nameOf) throws IOException {
        HandedSockets sockets = new HandedSockets();
        if (!nameOf.isEmpty()) {
            Epoll.ensureAvailability();
        }
        for (Map.Entry<Integer, String> handed : nameOf.entrySet()) {
            sockets.add(handed.getKey(), handed.getValue());
        }
        return sockets;
    }

    public static HandedSockets none() {
        return new HandedSockets();
    }

    /// The socket that is bound at this path. It is the caller's from now on.
    public synchronized Optional<HandedSocket> take(Path path) {
        return Optional.ofNullable(byPath.remove(path.toAbsolutePath().normalize()));
    }

    /// Those that are not below a directory. They are the caller's from now on.
    public synchronized List<HandedSocket> takeOutside(Path directory) {
        List<HandedSocket> outside =
                byPath.values().stream()
                        .filter(socket -> !socket.path().startsWith(directory))
                        .toList();
        outside.forEach(socket -> byPath.remove(socket.path()));
        return outside;
    }

    /// Those that nobody took. They are the caller's from now on.
    public synchronized List<HandedSocket> takeRest() {
        List<HandedSocket> rest = new ArrayList<>(byPath.values());
        byPath.clear();
        return rest;
    }

    static SortedMap<Integer, String> names(Map<String, String> environment, long ownPid) {
        SortedMap<Integer, String> nameOf = new TreeMap<>();
        String count = environment.getOrDefault("LISTEN_FDS", "");
        if (!environment.getOrDefault("LISTEN_PID", "").equals(Long.toString(ownPid))
                || !count.matches("[1-9][0-9]{0,4}")) {
            return nameOf;
        }
        String[] names = environment.getOrDefault("LISTEN_FDNAMES", "").split(":", -1);
        for (int i = 0; i < Integer.parseInt(count); i++) {
            nameOf.put(FIRST + i, i < names.length && !names[i].isEmpty() ? names[i] : NAMELESS);
        }
        return nameOf;
    }

    private void add(int descriptor, String name) throws IOException {
        SocketFacts facts = new SocketFacts(descriptor);
        if (!facts.isOpen()) {
            LOG.warn("the service manager handed over no file descriptor {}", descriptor);
            return;
        }
        Optional<Path> path = facts.listeningAt();
        if (path.isEmpty()) {
            refuse(descriptor, name, "is no Unix stream socket that listens at a path");
        } else if (!facts.isNonBlocking()) {
            // Whoever accepts would wait for the next caller, and keep all others waiting.
            refuse(descriptor, name, "blocks: set NonBlocking=yes in the service's unit");
        } else if (byPath.putIfAbsent(path.get(), new HandedSocket(name, descriptor, path.get()))
                != null) {
            // Those of .socket units come first. One that was kept from before the unit was enabled
            // has lost its file to it.
            refuse(descriptor, name, "is a second one for " + path.get());
        }
    }

    private static void refuse(int descriptor, String name, String why) throws IOException {
        LOG.warn(
                "file descriptor {} ('{}') of the service manager is not used: it {}",
                descriptor,
                name,
                why);
        new FileDescriptor(descriptor).close();
    }
}
