package dev.gatehouse.shim.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known about the repository around a directory. What cannot be read is left out: a
/// command that needs it says so.
///
/// @param branch null on a detached HEAD
/// @param remotes URLs by name, in the order of the configuration, without user and password
public record DirectoryFacts(@Nullable String branch, Map<String, String> remotes) {
    private static final String BRANCH = "ref: refs/heads/";
    // What HEAD holds where references are in a table of their own, which is not read here.
    private static final String ELSEWHERE = ".invalid";

    public DirectoryFacts {
        remotes = Collections.unmodifiableMap(new LinkedHashMap<>(remotes));
    }

    /// Looks from a directory upwards, or where `GIT_DIR` says.
    ///
    /// @param directory absolute
    /// @return null where there is no repository
    public static @Nullable DirectoryFacts of(Path directory, Map<String, String> environment) {
        GitDirectory git = GitDirectory.find(directory, environment);
        return git == null ? null : new DirectoryFacts(branch(git), remotes(git));
    }

    private static @Nullable String branch(GitDirectory git) {
        try {
            String head = SmallFile.read(git.own().resolve("HEAD")).strip();
            String branch = head.startsWith(BRANCH) ? head.substring(BRANCH.length()) : "";
            return branch.isEmpty() || branch.equals(ELSEWHERE) ? null : branch;
        } catch (IOException _) {
            return null;
        }
    }

    private static Map<String, String> remotes(GitDirectory git) {
        try {
            return RemoteUrls.of(SmallFile.read(git.common().resolve("config")));
        } catch (IOException _) {
            return Map.of();
        }
    }
}
