package dev.gatehouse.broker.line;

import java.util.Optional;

/// A call as an agent would send it.
///
/// @param target path and query, encoded
/// @param json the body
public record ForgeRequest(String method, String target, Optional<byte[]> json) {
    public static ForgeRequest get(String target) {
        return new ForgeRequest("GET", target, Optional.empty());
    }
}
