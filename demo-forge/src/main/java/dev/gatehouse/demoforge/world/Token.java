package dev.gatehouse.demoforge.world;

import java.util.Set;

/// A personal access token with its scopes, such as `write:issue`.
public record Token(String value, Account owner, Set<String> scopes) {

    public Token {
        scopes = Set.copyOf(scopes);
    }

    /// Whether this token may do that; writing includes reading, `all` includes everything.
    public boolean allows(String needed) {
        return scopes.contains("all")
                || scopes.contains(needed)
                || scopes.contains(needed.replace("read:", "write:"));
    }

    /// Keeps the value out of logs and assertion messages.
    @Override
    public String toString() {
        return "Token[of " + owner.name() + ", scopes " + scopes + "]";
    }
}
