package dev.gatehouse.demoforge.lfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The objects, one file each, shared by all repositories; and which repository has which. Safe for
/// concurrent use.
public final class LfsStore {
    private final Path directory;
    private final Map<String, Map<Long, Pointer>> byRepository = new ConcurrentHashMap<>();

    /// How a delivery ended.
    enum Delivery {
        STORED,
        WRONG_SIZE,
        WRONG_HASH
    }

    /// Keeps its files below `directory`, which it makes.
    public LfsStore(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    Path file(String oid) {
        return directory.resolve(oid);
    }

    boolean exists(Pointer pointer) throws IOException {
        Path file = file(pointer.oid());
        return Files.exists(file) && Files.size(file) == pointer.bytes();
    }

    /// The object of that name, if the repository has it.
    Optional<Pointer> find(long repositoryId, String oid) {
        return Optional.ofNullable(byRepository.getOrDefault(oid, Map.of()).get(repositoryId));
    }

    /// The repositories that have it.
    Set<Long> holders(String oid) {
        return Set.copyOf(byRepository.getOrDefault(oid, Map.of()).keySet());
    }

    /// From now on the repository has this object, whose content is here.
    void add(long repositoryId, Pointer pointer) {
        byRepository.compute(
                pointer.oid(),
                (oid, holders) -> {
                    var more = new HashMap<Long, Pointer>();
                    more.put(repositoryId, pointer);
                    if (holders != null) {
                        more.putAll(holders);
                    }
                    return Map.copyOf(more);
                });
    }

    /// Takes the content if it is what `pointer` says.
    Delivery deliver(Pointer pointer, InputStream content) throws IOException {
        Path part = Files.createTempFile(directory, "part", null);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long bytes =
                    Files.copy(
                            new DigestInputStream(content, digest),
                            part,
                            StandardCopyOption.REPLACE_EXISTING);
            if (bytes != pointer.bytes()) {
                return Delivery.WRONG_SIZE;
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(pointer.oid())) {
                return Delivery.WRONG_HASH;
            }
            Files.move(part, file(pointer.oid()), StandardCopyOption.REPLACE_EXISTING);
            return Delivery.STORED;
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
