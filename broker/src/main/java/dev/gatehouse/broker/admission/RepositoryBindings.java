package dev.gatehouse.broker.admission;

import dev.gatehouse.broker.route.RepositoryName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which repository a granted name meant when it was first used, by Forgejo's id, kept over
/// restarts. A name that comes to mean another repository (renamed, transferred, deleted and made
/// again) is no longer granted until the operator deletes its line from the file.
///
/// One line for each: `owner/name id`.
public final class RepositoryBindings {
    private final Path file;
    private final Map<RepositoryName, Long> ids = new ConcurrentHashMap<>();

    public RepositoryBindings(Path file) throws IOException {
        this.file = file;
        ids.putAll(read());
    }

    public Path file() {
        return file;
    }

    /// Binds the name on its first use.
    ///
    /// @return the id that the name is bound to, where that is another one
    Optional<Long> conflict(RepositoryName name, long id) {
        Long bound = ids.get(name);
        if (bound == null) {
            bound = bind(name, id);
        }
        if (bound == id) {
            return Optional.empty();
        }
        return stillBound(name, id);
    }

    private synchronized long bind(RepositoryName name, long id) {
        Long already = ids.get(name);
        if (already != null) {
            return already;
        }
        try {
            Files.writeString(
                    file,
                    (endsInALine() ? "" : "\n") + name + " " + id + "\n",
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        ids.put(name, id);
        return id;
    }

    /// An editor may have left out the last line end.
    private boolean endsInALine() throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return true;
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(bytes.length() - 1);
            return bytes.read() == '\n';
        }
    }

    /// The operator may have deleted the line since it was read.
    private synchronized Optional<Long> stillBound(RepositoryName name, long id) {
        Map<RepositoryName, Long> onDisk;
        try {
            onDisk = read();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Long bound = onDisk.get(name);
        if (bound == null) {
            ids.remove(name);
            bind(name, id);
            return Optional.empty();
        }
        ids.put(name, bound);
        return bound == id ? Optional.empty() : Optional.of(bound);
    }

    private Map<RepositoryName, Long> read() throws IOException {
        Map<RepositoryName, Long> found = new ConcurrentHashMap<>();
        if (!Files.exists(file)) {
            return found;
        }
        // What is not ASCII becomes a letter that no name has.
        List<String> lines = Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).isBlank()) {
                continue;
            }
            String[] parts = lines.get(at).split("[/ ]", -1);
            if (parts.length != 3
                    || !RepositoryName.isSegment(parts[0])
                    || !RepositoryName.isSegment(parts[1])
                    || !parts[2].matches("[0-9]{1,18}")) {
                throw new IOException(
                        file
                                + ":"
                                + (at + 1)
                                + ": not 'owner/name id'; correct or delete the line");
            }
            found.put(new RepositoryName(parts[0], parts[1]), Long.parseLong(parts[2]));
        }
        return found;
    }
}
