package dev.gatehouse.broker.route;

import java.util.Optional;

/// The methods that some route of the catalogue knows.
public enum HttpMethod {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE;

    /// Methods are case-sensitive (RFC 9110, 9.1): `get` is not `GET`.
    public static Optional<HttpMethod> of(String token) {
        for (HttpMethod method : values()) {
            if (method.name().equals(token)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }
}
