package dev.gatehouse.broker.upstream.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where a server is and how long to wait for it.
///
/// @param name what people call it, in refusals and in the log
/// @param url scheme, host, port and, where it lives below one, a path prefix
/// @param caFile PEM certificates to trust instead of the Java runtime's
/// @param firstByte from the end of the request to the head of the answer
/// @param idle between two pieces of an answer
public record UpstreamSettings(
        String name,
        URI url,
        Optional<Path> caFile,
        Duration connect,
        Duration firstByte,
        Duration idle) {
    boolean isTls() {
        return "https".equals(url.getScheme());
    }

    public int port() {
        return url.getPort() >= 0 ? url.getPort() : isTls() ? 443 : 80;
    }

    /// The Host header (RFC 9110, 7.2): with the port only where it is not the scheme's own.
    public String authority() {
        return url.getPort() >= 0 ? url.getHost() + ":" + url.getPort() : url.getHost();
    }

    /// What stands before every path, without a slash at its end.
    public String pathPrefix() {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
