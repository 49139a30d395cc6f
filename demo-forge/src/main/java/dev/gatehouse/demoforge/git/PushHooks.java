package dev.gatehouse.demoforge.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The hooks of every repository. Forgejo lets readers begin a push and refuses it in the hook,
/// makes a pull request of what is pushed to `refs/for`, and obeys push options afterwards: an
/// owner's push that says `repo.private=false` publishes the repository.
final class PushHooks {
    static final String REVIEW_PORT = "DEMO_FORGE_REVIEW_PORT";
    private static final String OPTIONS_FILE = "push-options";

    private PushHooks() {}

    static void install(Path directory) throws IOException {
        Path hooks = Files.createDirectories(directory.resolve("hooks"));
        for (String name : List.of("pre-receive", "proc-receive", "post-receive")) {
            try (InputStream script = PushHooks.class.getResourceAsStream(name)) {
                if (script == null) {
                    throw new IllegalStateException("no hook " + name + " among the resources");
                }
                Files.copy(script, hooks.resolve(name));
            }
            Files.setPosixFilePermissions(
                    hooks.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
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
