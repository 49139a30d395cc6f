package dev.gatehouse.shim.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where git keeps a repository (gitrepository-layout(5)).
///
/// @param own what is this worktree's, such as `HEAD`
/// @param common what its worktrees share, such as `config`
record GitDirectory(Path own, Path common) {
    private static final String LINK = "gitdir:";

    static @Nullable GitDirectory find(Path directory, Map<String, String> environment) {
        try {
            String given = environment.getOrDefault("GIT_DIR", "");
            if (!given.isEmpty()) {
                return of(directory.resolve(given));
            }
            Path at = directory;
            while (at != null) {
                GitDirectory found = of(at.resolve(".git"));
                if (found != null) {
                    return found;
                }
                at = at.getParent();
            }
        } catch (InvalidPathException _) {
            // Not where a repository could be.
        }
        return null;
    }

    /// A directory, or a file of a worktree or submodule that names one.
    private static @Nullable GitDirectory of(Path place) {
        try {
            Path own = Files.isRegularFile(place) ? linked(place) : place;
            return Files.exists(own.resolve("HEAD")) ? new GitDirectory(own, common(own)) : null;
        } catch (IOException _) {
            return null;
        }
    }

    private static Path linked(Path file) throws IOException {
        String text = SmallFile.read(file).strip();
        if (!text.startsWith(LINK)) {
            throw new IOException("no " + LINK + " in " + file);
        }
        return file.resolveSibling(text.substring(LINK.length()).strip());
    }

    private static Path common(Path own) throws IOException {
        Path file = own.resolve("commondir");
        return Files.isRegularFile(file) ? own.resolve(SmallFile.read(file).strip()) : own;
    }
}
