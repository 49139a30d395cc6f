package dev.gatehouse.demoforge.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Percent-encoding of path parts: `+` is a plus sign here, unlike in forms.
public final class Percent {
    private Percent() {}

    static String decode(String raw) throws Refusal {
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.of(400, "the path has a malformed percent escape");
        }
    }

    /// Encodes one part; a slash becomes `%2F`.
    public static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Encodes a path, keeping its slashes.
    public static String encodePath(String path) {
        return encode(path).replace("%2F", "/");
    }
}
