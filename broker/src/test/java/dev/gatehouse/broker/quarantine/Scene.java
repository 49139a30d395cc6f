package dev.gatehouse.broker.quarantine;

import dev.gatehouse.broker.git.ObjectFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A forge with a protected workflow on its branch `main`, a client, and a broker's quarantines.
final class Scene {
    static final String MAIN = "refs/heads/main";
    static final String TOPIC = "refs/heads/topic";
    static final String WORKFLOW = ".forgejo/workflows/ci.yml";
    static final Map<String, String> FILES = Map.of("readme", "1", WORKFLOW, "on: push");

    static final ProtectedPaths PATHS =
            new ProtectedPaths() {
                @Override
                public boolean covers(String path) {
                    return path.startsWith(".forgejo/workflows/") || path.equals("CODEOWNERS");
                }

                @Override
                public boolean leadsTo(String path) {
                    return path.equals(".forgejo") || path.equals(".forgejo/workflows");
                }
            };

    final ObjectFormat format;
    final Path state;
    final TestingRepository client;
    final TestingRepository server;
    final TestingForge forge;
    final Quarantines quarantines;

    Scene(Path directory) throws IOException {
        this(directory, ObjectFormat.SHA1, QuarantineLimits.DEFAULT);
    }

    Scene(Path directory, ObjectFormat format, QuarantineLimits limits) throws IOException {
        this.format = format;
        this.state = directory.resolve("the broker's: state");
        this.client = new TestingRepository(directory.resolve("client"), format);
        this.server = new TestingRepository(directory.resolve("server"), format);
        this.forge = new TestingForge(server);
        this.quarantines = new Quarantines(state, System.getenv("PATH"), limits);
    }

    private Scene(Scene before) throws IOException {
        this.format = before.format;
        this.state = before.state;
        this.client = before.client;
        this.server = before.server;
        this.forge = new TestingForge(server);
        this.quarantines = new Quarantines(state, System.getenv("PATH"), QuarantineLimits.DEFAULT);
    }

    /// The same forge and client with a broker that has just started.
    static Scene reopen(Scene scene) throws IOException {
        return new Scene(scene);
    }

    /// Puts a commit of the client on the forge.
    String publish(String ref, String id) throws IOException {
        client.git("push", "--quiet", "--force", server.directory().toString(), id + ":" + ref);
        return id;
    }

    /// The pack that a client sends for these new ids.
    byte[] pack(String... newIds) throws IOException {
        return client.pack(List.of(newIds), List.copyOf(forge.heads().values()));
    }

    Verdict push(byte[] pack, PushCheck check) throws IOException {
        try (Quarantine quarantine = quarantines.open("42", format)) {
            for (int at = 0; at < pack.length; at += 1000) {
                quarantine.write(pack, at, Math.min(1000, pack.length - at));
            }
            return quarantine.check(check, forge);
        }
    }

    /// Pushes with the paths protected.
    Verdict push(String ref, String newId) throws IOException {
        return push(pack(newId), update(ref, newId));
    }

    static PushCheck update(String ref, String newId) {
        return new PushCheck(
                List.of(), List.of(new PushCheck.Update(ref, newId)), Optional.of(PATHS));
    }

    static PushCheck fastForward(String ref, String oldId, String newId) {
        return new PushCheck(
                List.of(new PushCheck.FastForward(ref, oldId, newId)), List.of(), Optional.empty());
    }
}
