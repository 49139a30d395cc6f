package dev.gatehouse.demoforge.model;

import dev.gatehouse.demoforge.http.Request;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The keys that the model accepts at the moment. For any thread.
final class Keys {
    private static final String BEARER = "Bearer ";

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();

    void accept(String key) {
        accepted.add(key);
    }

    void reject(String key) {
        accepted.remove(key);
    }

    /// What a request brings, in either header; empty for nothing.
    static String of(Request request) {
        return request.header("x-api-key")
                .or(() ->
                        request.header("Authorization")
                                .filter(value -> value.startsWith(BEARER))
                                .map(value -> value.substring(BEARER.length())))
                .orElse("");
    }

    boolean opens(Request request) {
        return accepted.contains(of(request));
    }
}
