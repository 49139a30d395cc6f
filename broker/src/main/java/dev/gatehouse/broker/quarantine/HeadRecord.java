package dev.gatehouse.broker.quarantine;

import dev.gatehouse.broker.git.ObjectFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;

/// The file that says which heads a mirror last had in full: what the next fetch can build on.
record HeadRecord(Path file, ObjectFormat format) {
    List<String> read() throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                    .filter(format::isId)
                    .distinct()
                    .toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    void write(Collection<String> heads) throws IOException {
        Path next = file.resolveSibling("heads.next");
        Files.write(next, heads, StandardCharsets.US_ASCII);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
