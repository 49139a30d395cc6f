package dev.gatehouse.broker;

import dev.gatehouse.broker.listener.Inheritance;
import dev.gatehouse.broker.systemd.HandedSocket;
import dev.gatehouse.broker.systemd.HandedSockets;
import dev.gatehouse.broker.systemd.Notifier;
import dev.gatehouse.protocol.SocketLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The listening sockets that go from one broker to the next by way of the service manager, under
/// the names `<agent>/<socket>` and `admin.sock`.
final class Handover implements Inheritance {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private final Notifier manager;
    private final HandedSockets handed;
    private final Path runtimeDirectory;

    Handover(Notifier manager, HandedSockets handed, Path runtimeDirectory) {
        this.manager = manager;
        this.handed = handed;
        this.runtimeDirectory = runtimeDirectory.toAbsolutePath().normalize();
    }

    @Override
    public OptionalInt take(Path path) {
        Optional<HandedSocket> socket = handed.take(path);
        if (socket.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!isSocket(path)) {
            LOG.warn("{} was removed under its socket: it is bound anew", path);
            letGo(socket.get());
            return OptionalInt.empty();
        }
        LOG.info("{} is taken over with everyone who waits there", path);
        return OptionalInt.of(socket.get().descriptor());
    }

    @Override
    public boolean keep(Path path, int descriptor) {
        manager.keep(name(path), descriptor);
        return manager.isThere();
    }

    @Override
    public void drop(Path path) {
        manager.forget(name(path));
    }

    /// Gives up what stands elsewhere, since runtime-dir was changed. First of all: the new sockets
    /// get the same names.
    void dropElsewhere() {
        handed.takeOutside(runtimeDirectory).forEach(this::letGo);
    }

    /// Gives up what nobody took: sockets of agents and doors that are not configured any more.
    void dropRest() {
        for (HandedSocket socket : handed.takeRest()) {
            LOG.info("nobody is served at {} any more", socket.path());
            letGo(socket);
            delete(socket.path());
        }
    }

    private void letGo(HandedSocket socket) {
        if (Notifier.isName(socket.name())) {
            manager.forget(socket.name());
        }
        try {
            socket.close();
        } catch (IOException failed) {
            LOG.warn("the socket of {} was not closed: {}", socket.path(), failed.toString());
        }
    }

    /// `dev/forge.sock`: what stands above an agent's directory is the same for all.
    private String name(Path path) {
        Path below = path.toAbsolutePath().normalize();
        if (below.startsWith(runtimeDirectory)) {
            below = runtimeDirectory.relativize(below);
        }
        return below.startsWith(SocketLayout.AGENTS_DIRECTORY)
                ? below.subpath(1, below.getNameCount()).toString()
                : below.toString();
    }

    private static boolean isSocket(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther();
        } catch (IOException gone) {
            return false;
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            LOG.warn("{} stays behind: {}", path, failed.toString());
        }
    }
}
