package dev.gatehouse.demoforge.world;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The tokens in force: random, 40 hexadecimal digits, without expiry, as Forgejo's are.
public final class Tokens {
    /// What a bot of the demo gets.
    public static final Set<String> BOT_SCOPES =
            Set.of("write:repository", "write:issue", "read:user");

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Token> byValue = new ConcurrentHashMap<>();

    public Token mint(Account owner, Set<String> scopes) {
        var bytes = new byte[20];
        random.nextBytes(bytes);
        var token = new Token(HexFormat.of().formatHex(bytes), owner, scopes);
        byValue.put(token.value(), token);
        return token;
    }

    public Optional<Token> find(String value) {
        return Optional.ofNullable(byValue.get(value));
    }

    public void revoke(String value) {
        byValue.remove(value);
    }
}
