package dev.gatehouse.broker.relay.answer;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The addresses under which Forgejo speaks of itself. It writes its `ROOT_URL` into `Link` and
/// `Location`, whatever address it was called at; the agent's only way there is its socket, so it
/// is given the path.
public final class ForgeOrigin {
    private final List<String> prefixes;

    /// @param url where the broker calls Forgejo
    /// @param publicUrl Forgejo's `ROOT_URL` where it differs
    public ForgeOrigin(URI url, Optional<URI> publicUrl) {
        this.prefixes =
                Stream.concat(Stream.of(url), publicUrl.stream())
                        .map(URI::toString)
                        .map(text ->
                                text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                        .toList();
    }

    /// Turns each of Forgejo's own addresses in a `Link` value into a path.
    ///
    /// @param base before the path; may be empty
    String strip(String link, String base) {
        String stripped = link;
        for (String prefix : prefixes) {
            stripped = stripped.replace("<" + prefix + "/", "<" + base + "/");
        }
        return stripped;
    }

    /// Puts another address in the place of Forgejo's own, in an answer that is JSON.
    public AddressRewriter rewriter(String base) {
        return new AddressRewriter(prefixes, base);
    }

    /// The path and query of a `Location` that stays at Forgejo; none where it leads elsewhere.
    /// What is left never begins with `//`: a client would take it for another server.
    Optional<String> path(String location) {
        return pathBehindPrefix(location).filter(path -> !path.startsWith("//"));
    }

    private Optional<String> pathBehindPrefix(String location) {
        for (String prefix : prefixes) {
            if (location.startsWith(prefix + "/")) {
                return Optional.of(location.substring(prefix.length()));
            }
        }
        return location.startsWith("/")
                ? Optional.of(withoutPrefixPath(location))
                : Optional.empty();
    }

    /// Forgejo below a path prefix writes that prefix into relative locations too.
    private String withoutPrefixPath(String location) {
        for (String prefix : prefixes) {
            String path = URI.create(prefix).getRawPath();
            if (!path.isEmpty() && location.startsWith(path + "/")) {
                return location.substring(path.length());
            }
        }
        return location;
    }
}
