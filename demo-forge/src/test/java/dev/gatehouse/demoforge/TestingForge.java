package dev.gatehouse.demoforge;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The upstream of integration tests: a [DemoForge], or, where the environment variable
/// `FORGEJO_BIN` names an executable, a real Forgejo with the same people, repositories, issues and
/// pull request in it.
public interface TestingForge extends AutoCloseable {

    /// Starts the one the environment asks for; its data lives below `workDirectory`.
    static TestingForge start(Path workDirectory) throws IOException {
        return RealForgejo.isConfigured()
                ? RealForgejo.start(workDirectory)
                : new DemoTestingForge(DemoForge.start(workDirectory));
    }

    /// Where it listens, on loopback; ends in a slash.
    URI url();

    /// The user's own token, the same each time, with the scopes of a bot.
    String token(String user);

    /// One more valid token, with scopes such as `read:issue`.
    String mintToken(String user, Set<String> scopes);

    /// One more valid token, limited to repositories such as `charles/claude-hooks`. Forgejo allows
    /// it only scopes of repositories and issues. The demo forge knows no such limit: its token has
    /// the scopes, and reaches all that the user does.
    String mintToken(String user, Set<String> scopes, List<String> repositories);

    /// From now on this token is a wrong credential.
    void revokeToken(String token);

    /// Whether this is Forgejo itself.
    boolean isReal();

    /// Renames a repository; the old name redirects.
    void renameRepository(String owner, String name, String newName);

    /// Renames a user; the old name redirects.
    void renameUser(String name, String newName);

    /// From now on the forge itself refuses every push to that branch, whoever pushes.
    void protectBranch(String owner, String name, String branch);

    /// The refs of a repository at this moment, by their full names.
    Map<String, String> refs(String owner, String name) throws IOException;

    /// Whether the repository stores an object of that id, reachable or not.
    boolean hasObject(String owner, String name, String id) throws IOException;

    @Override
    void close() throws IOException;
}
