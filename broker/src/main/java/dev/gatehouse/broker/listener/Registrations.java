package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Container;
import dev.gatehouse.broker.agent.ContainerId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which container is registered for which agent: `<state-dir>/containers/<agent>`, one line `name
/// id`, so that a registration outlives the broker. Reading takes no lock; writing waits for the
/// disk.
public final class Registrations {
    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);
    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY_MODE = mode("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE = mode("rw-------");
    private static final int MOST_BYTES = 256;

    private final Path directory;
    private final Map<AgentName, Registration> known = new ConcurrentHashMap<>();

    private Registrations(Path directory) {
        this.directory = directory;
    }

    /// Reads what earlier brokers left. A damaged file is logged, and shuts its agent out, and no
    /// other.
    public static Registrations open(Path directory) throws IOException {
        Registrations opened = new Registrations(directory);
        Files.createDirectories(directory, DIRECTORY_MODE);
        Files.setPosixFilePermissions(directory, DIRECTORY_MODE.value());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (AgentName.isValid(name)) {
                    opened.known.put(new AgentName(name), opened.read(file));
                }
            }
        }
        return opened;
    }

    Registration of(AgentName agent) {
        return known.getOrDefault(agent, new Registration.None());
    }

    /// Replaces what is on record. It is on the disk when this returns.
    synchronized void put(AgentName agent, Container container) throws IOException {
        Path fresh = directory.resolve("." + agent + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel out =
                FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        FILE_MODE)) {
            ByteBuffer line =
                    ByteBuffer.wrap(
                            (container.name() + " " + container.id() + "\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            while (line.hasRemaining()) {
                out.write(line);
            }
            out.force(true);
        }
        Files.move(
                fresh,
                file(agent),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        syncDirectory();
        known.put(agent, new Registration.Of(container));
    }

    synchronized void remove(AgentName agent) throws IOException {
        Files.deleteIfExists(file(agent));
        syncDirectory();
        known.remove(agent);
    }

    private Path file(AgentName agent) {
        return directory.resolve(agent.value());
    }

    private void syncDirectory() throws IOException {
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private Registration read(Path file) {
        Registration read = parsed(file);
        if (read instanceof Registration.Damaged(String problem)) {
            LOG.error(
                    "{}; register the container anew, or delete the file and start again", problem);
        }
        return read;
    }

    private static Registration parsed(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > MOST_BYTES) {
                return new Registration.Damaged(file + " is not a registration of a container");
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            String[] words = text.strip().split(" ", -1);
            return words.length == 2
                            && Container.isName(words[0])
                            && ContainerId.isValid(words[1])
                            && text.endsWith("\n")
                    ? new Registration.Of(new Container(words[0], new ContainerId(words[1])))
                    : new Registration.Damaged(file + " is damaged: it is not one line 'name id'");
        } catch (IOException unreadable) {
            return new Registration.Damaged(file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
