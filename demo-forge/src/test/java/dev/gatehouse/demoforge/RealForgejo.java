package dev.gatehouse.demoforge;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A real Forgejo, filled through its API with what the demo's seed holds.
final class RealForgejo implements TestingForge {
    private static final Set<String> BOT_SCOPES =
            Set.of("write:repository", "write:issue", "read:user");

    private record Minted(String user, String name) {}

    private final ForgejoProcess process;
    private final PasswordClient client;
    private final Map<String, String> tokenByUser = new ConcurrentHashMap<>();
    private final Map<String, Minted> minted = new ConcurrentHashMap<>();
    private final AtomicInteger names = new AtomicInteger();

    private RealForgejo(ForgejoProcess process, PasswordClient client) {
        this.process = process;
        this.client = client;
    }

    static boolean isConfigured() {
        return executable().isPresent();
    }

    private static Optional<Path> executable() {
        return Optional.ofNullable(System.getenv("FORGEJO_BIN"))
                .filter(name -> !name.isEmpty())
                .map(Path::of);
    }

    static RealForgejo start(Path workDirectory) throws IOException {
        Path executable =
                executable().orElseThrow(() -> new IOException("FORGEJO_BIN names no executable"));
        ForgejoProcess process = ForgejoProcess.start(workDirectory.resolve("forgejo"), executable);
        try {
            var client = new PasswordClient(process.url());
            new RealSeed(process, client).plant(workDirectory.resolve("seed"));
            return new RealForgejo(process, client);
        } catch (IOException unseeded) {
            process.close();
            throw unseeded;
        }
    }

    @Override
    public URI url() {
        return process.url();
    }

    @Override
    public String token(String user) {
        return tokenByUser.computeIfAbsent(user, name -> mintToken(name, BOT_SCOPES));
    }

    @Override
    public String mintToken(String user, Set<String> scopes) {
        return mint(user, request(scopes));
    }

    @Override
    public String mintToken(String user, Set<String> scopes, List<String> repositories) {
        ObjectNode request = request(scopes);
        ArrayNode limit = request.putArray("repositories");
        for (String repository : repositories) {
            String[] name = repository.split("/", 2);
            limit.addObject().put("owner", name[0]).put("name", name[1]);
        }
        return mint(user, request);
    }

    private ObjectNode request(Set<String> scopes) {
        ObjectNode request = Json.object().put("name", "t" + names.incrementAndGet());
        request.set("scopes", Json.texts(scopes));
        return request;
    }

    private String mint(String user, ObjectNode request) {
        try {
            String name = request.get("name").stringValue();
            String value =
                    client.json(user, "POST", "users/" + user + "/tokens", request)
                            .get("sha1")
                            .stringValue();
            minted.put(value, new Minted(user, name));
            return value;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public void revokeToken(String token) {
        Minted gone = minted.get(token);
        if (gone != null) {
            change(
                    gone.user(),
                    "DELETE",
                    "users/" + gone.user() + "/tokens/" + gone.name(),
                    Json.object());
            tokenByUser.values().remove(token);
        }
    }

    @Override
    public boolean isReal() {
        return true;
    }

    @Override
    public void renameRepository(String owner, String name, String newName) {
        change(owner, "PATCH", "repos/" + owner + "/" + name, Json.object().put("name", newName));
    }

    @Override
    public Map<String, String> refs(String owner, String name) throws IOException {
        return git(owner, name).allRefs();
    }

    @Override
    public boolean hasObject(String owner, String name, String id) throws IOException {
        return git(owner, name).hasObject(id);
    }

    private BareRepository git(String owner, String name) {
        return BareRepository.at(process.gitDirectory(owner, name));
    }

    @Override
    public void renameUser(String name, String newName) {
        change(
                "root1",
                "POST",
                "admin/users/" + name + "/rename",
                Json.object().put("new_username", newName));
    }

    @Override
    public void protectBranch(String owner, String name, String branch) {
        change(
                owner,
                "POST",
                "repos/" + owner + "/" + name + "/branch_protections",
                Json.object().put("rule_name", branch).put("enable_push", false));
    }

    private void change(String user, String method, String path, ObjectNode body) {
        try {
            client.json(user, method, path, body);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
