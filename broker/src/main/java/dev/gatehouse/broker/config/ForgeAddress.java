package dev.gatehouse.broker.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the URL of a forge, or of another server that is sent a secret. Refuses what could hold a
/// secret (user, query, fragment), and plain http that leaves this machine: the secret would travel
/// in it. Never repeats the URL.
final class ForgeAddress {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "[::1]");
    private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.[0-9]{1,3}){3}");
    private static final Pattern PATH =
            Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*/?");
    private static final int MAX_PORT = 65_535;

    private ForgeAddress() {}

    static Optional<URI> read(Value value, boolean allowPlaintext) {
        return read(value, allowPlaintext, "forge");
    }

    /// @param section where plain http can be allowed
    static Optional<URI> read(Value value, boolean allowPlaintext, String section) {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Objection> objection;
        try {
            URI uri = new URI(text.get());
            objection = objection(uri, allowPlaintext);
            if (objection.isEmpty()) {
                return Optional.of(normal(uri));
            }
        } catch (URISyntaxException _) {
            objection = Optional.of(Objection.NO_URL);
        }
        value.error(objection.get().message, objection.get().remedy.replace("forge", section));
        return Optional.empty();
    }

    private static Optional<Objection> objection(URI uri, boolean allowPlaintext) {
        boolean plain = "http".equalsIgnoreCase(uri.getScheme());
        if (!plain && !"https".equalsIgnoreCase(uri.getScheme())) {
            return Optional.of(Objection.NO_URL);
        }
        if (uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0) {
            return Optional.of(Objection.USER);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return Optional.of(Objection.QUERY);
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            return Optional.of(Objection.HOST);
        }
        if (!PATH.matcher(uri.getRawPath()).matches()) {
            return Optional.of(Objection.PATH);
        }
        return plain && !allowPlaintext && !isLoopback(uri.getHost())
                ? Optional.of(Objection.PLAINTEXT)
                : Optional.empty();
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK_NAMES.contains(host.toLowerCase(Locale.ROOT))
                || LOOPBACK.matcher(host).matches();
    }

    private static URI normal(URI uri) {
        String path = uri.getRawPath();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(
                uri.getScheme().toLowerCase(Locale.ROOT)
                        + "://"
                        + uri.getHost().toLowerCase(Locale.ROOT)
                        + port
                        + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path));
    }

    private enum Objection {
        NO_URL("an http or https URL was expected", "write one such as https://forge.example.org"),
        USER(
                "the URL holds a user name or password",
                "remove all up to the '@'; " + Secrecy.MESSAGE),
        QUERY("the URL has a query or fragment", "end it before the '?' or '#'"),
        HOST("the URL names no valid host and port", "write one such as https://forge.example.org"),
        PATH("the URL's path is not plain", "use A-Za-z0-9._~- between single slashes"),
        PLAINTEXT(
                "plain http would show the token to the network",
                "use https, or say 'allow-plaintext: true' below 'forge'");

        private final String message;
        private final String remedy;

        Objection(String message, String remedy) {
            this.message = message;
            this.remedy = remedy;
        }
    }
}
