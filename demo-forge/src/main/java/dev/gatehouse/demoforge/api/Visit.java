package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Request;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Token;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request beside the API that found its page; `token` is null without a credential.
record Visit(Request request, Map<String, String> parameters, @Nullable Token token) {

    @Nullable Account account() {
        return token == null ? null : token.owner();
    }

    /// A parameter of the route, or nothing where the route has none of that name.
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /// The name in the path without one `.git`, which is optional here and unknown to the API.
    String repositoryName() {
        return parameter("repo").replaceFirst("\\.git$", "");
    }

    /// A token's scope counts here too; without a token there is none to lack.
    void needsScope(String scope) throws Refusal {
        if (token != null && !token.allows(scope)) {
            throw Refusal.of(403, "Forbidden");
        }
    }
}
