package dev.gatehouse.broker.worker.mount;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// Looks through what is to be mounted. Links are not followed: in the container they lead to the
/// container's files.
final class Contents {
    static final int MOST_FILES = 1_000_000;
    static final int MOST_SHADOWED = 200;

    private Contents() {}

    /// @return the places in the container whose files have to be covered, such as `.env`
    /// @throws MountRefusedException where credentials or sockets lie in it
    static List<String> shadowed(Path source, Path target) throws IOException {
        if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
            if (CredentialPlaces.isShadowed(source.getFileName().toString())) {
                throw new MountRefusedException(
                        source.toString(), "it is a file of a kind in which secrets are kept");
            }
            return List.of();
        }
        if (!Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
            throw new MountRefusedException(
                    source.toString(), "it is neither a folder nor a file: mount one of those");
        }
        List<String> shadowed = new ArrayList<>();
        Files.walkFileTree(source, visitor(source, target, shadowed));
        return shadowed;
    }

    private static FileVisitor<Path> visitor(Path source, Path target, List<String> shadowed) {
        return new SimpleFileVisitor<>() {
            private int seen;

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts)
                    throws IOException {
                look(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
                    throws IOException {
                look(file);
                if (facts.isOther()) {
                    throw new MountRefusedException(
                            source.toString(),
                            file + " is a socket, pipe or device: mount a folder without it");
                }
                if (facts.isRegularFile()
                        && CredentialPlaces.isShadowed(file.getFileName().toString())) {
                    shadowed.add(target.resolve(source.relativize(file).toString()).toString());
                    if (shadowed.size() > MOST_SHADOWED) {
                        throw new MountRefusedException(
                                source.toString(),
                                "it holds more than "
                                        + MOST_SHADOWED
                                        + " files such as .env: mount a smaller folder");
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            private boolean isCredential(Path path) {
                String name = path.getFileName().toString();
                return source.equals(path.getParent())
                        ? CredentialPlaces.isOneInAHome(name)
                        : CredentialPlaces.isOneAnywhere(name);
            }

            private void look(Path path) throws IOException {
                if (isCredential(path)) {
                    throw new MountRefusedException(
                            source.toString(),
                            "credentials are kept in "
                                    + path
                                    + ": mount a folder without it, or move it away");
                }
                if (++seen > MOST_FILES) {
                    throw new MountRefusedException(
                            source.toString(),
                            "it holds more than "
                                    + MOST_FILES
                                    + " files, too many to look through: mount a smaller folder");
                }
            }
        };
    }
}
