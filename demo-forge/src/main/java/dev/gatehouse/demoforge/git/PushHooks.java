package dev.gatehouse.demoforge.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The two hooks of every repository. Forgejo lets readers begin a push and refuses it in the hook,
/// and obeys push options after it: a push that says `repo.private=false` publishes the repository.
final class PushHooks {
    static final String MAY_WRITE = "DEMO_FORGE_MAY_WRITE";
    private static final String OPTIONS_FILE = "push-options";

    private PushHooks() {}

    static void install(Path directory) throws IOException {
        Path hooks = Files.createDirectories(directory.resolve("hooks"));
        script(
                hooks.resolve("pre-receive"),
                """
                #!/bin/sh
                if [ "$DEMO_FORGE_MAY_WRITE" != yes ]; then
                    echo "Forgejo: User permission denied for writing." >&2
                    exit 1
                fi
                """);
        script(
                hooks.resolve("post-receive"),
                """
                #!/bin/sh
                i=0
                while [ "$i" -lt "${GIT_PUSH_OPTION_COUNT:-0}" ]; do
                    eval "printf '%s\\n' \\"\\$GIT_PUSH_OPTION_$i\\"" >>push-options
                    i=$((i + 1))
                done
                """);
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// The options of pushes since the last call.
    static List<String> takeOptions(Path directory) throws IOException {
        Path file = directory.resolve(OPTIONS_FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> options = Files.readAllLines(file);
        Files.delete(file);
        return options;
    }
}
