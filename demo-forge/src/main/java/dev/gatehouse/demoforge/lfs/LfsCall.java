package dev.gatehouse.demoforge.lfs;

import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Request;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.Token;
import dev.gatehouse.demoforge.world.World;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One request that found its operation; `token` is null without a credential.
record LfsCall(
        Request request, Map<String, String> parameters, World world, @Nullable Token token) {
    private static final int BODY_CAP_BYTES = 16 * 1024 * 1024;

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    String owner() {
        return parameter("owner");
    }

    String repositoryName() {
        return parameter("repo").replaceFirst("\\.git$", "");
    }

    @Nullable Account account() {
        return token == null ? null : token.owner();
    }

    /// The account, where [#objects] or [#locks] made sure there is one.
    Account doer() {
        if (token == null) {
            throw new IllegalStateException("an anonymous call got past its gate");
        }
        return token.owner();
    }

    /// The repository, for a call about objects: the account first, the token's scope after it.
    /// Former names lead nowhere.
    Repository objects(Access needed) throws LfsRefusal {
        Repository repository = find().orElseThrow(LfsRefusal::notFound);
        if (!repository.accessOf(account()).includes(needed)) {
            throw LfsRefusal.unauthorized();
        }
        needScope(needed);
        return repository;
    }

    /// The repository, for a call about locks: the token's scope first, and somebody has to ask.
    Repository locks(Access scope, Access needed, String deed) throws LfsRefusal {
        String access = needed == Access.READ ? "pull" : "push";
        Repository repository = find().orElseThrow(() -> LfsRefusal.lockUnauthorized(access, deed));
        needScope(scope);
        if (token == null || !repository.accessOf(token.owner()).includes(needed)) {
            throw LfsRefusal.lockUnauthorized(access, deed);
        }
        return repository;
    }

    private Optional<Repository> find() {
        world.lock().lock();
        try {
            return world.repository(owner(), repositoryName());
        } finally {
            world.lock().unlock();
        }
    }

    private void needScope(Access access) throws LfsRefusal {
        String scope = access == Access.READ ? "read:repository" : "write:repository";
        if (token != null && !token.allows(scope)) {
            throw LfsRefusal.forbidden();
        }
    }

    /// The body, or a refusal with that status.
    JsonNode body(int statusIfMalformed, String message) throws IOException, LfsRefusal {
        try {
            JsonNode node = Json.read(request.body().readNBytes(BODY_CAP_BYTES));
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException malformed) {
            // Refused below, without the parser's words, as Forgejo does.
        }
        throw LfsRefusal.of(statusIfMalformed, message);
    }
}
