package dev.gatehouse.broker.line;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An answer as an agent would get it: the forge's, or a refusal.
///
/// @param headers by name in lower case; of several fields of one name the first
public record ForgeReply(int status, Map<String, String> headers, byte[] body) {
    public ForgeReply {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
