package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.egress.rule.Authority;
import dev.gatehouse.broker.egress.rule.NoHost;
import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a request asks of the proxy, by the form of its target (RFC 9112, 3.2).
sealed interface ProxyRequest {
    /// A tunnel: `CONNECT host:port`.
    record Connect(Authority target) implements ProxyRequest {}

    /// A request of plain HTTP: `GET http://host/path`.
    ///
    /// @param path what goes upstream: path and query
    record Forward(Authority target, String method, String path) implements ProxyRequest {
        /// The operation's word in the audit.
        String operation() {
            return "egress." + method.toLowerCase(Locale.ROOT);
        }
    }

    /// The broker's own: `GET /-/broker/v1/whoami`.
    record WhoAmI() implements ProxyRequest {}

    /// Nothing that is served here.
    record Unserved(Refusal refusal) implements ProxyRequest {}

    static ProxyRequest of(HttpRequest request) {
        String method = request.method().name();
        String target = request.uri();
        if (method.equals("CONNECT")) {
            return Reader.connect(
                    target, Optional.ofNullable(request.headers().get(HttpHeaderNames.HOST)));
        }
        if (target.startsWith("/") || target.equals("*")) {
            return method.equals("GET") && target.equals(BrokerPaths.WHOAMI)
                    ? new WhoAmI()
                    : Reader.unserved("this socket is a proxy and serves no paths of its own");
        }
        return Reader.absolute(method, target);
    }

    /// The steps of reading.
    final class Reader {
        private static final Set<String> METHODS =
                Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
        private static final Pattern ABSOLUTE =
                Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^#]*)");
        private static final OptionalInt HTTP_PORT = OptionalInt.of(80);

        private Reader() {}

        static ProxyRequest connect(String target, Optional<String> host) {
            return switch (Authority.read(target, OptionalInt.empty())) {
                case NoHost(String problem) -> malformed("the CONNECT names " + problem);
                case Authority authority ->
                        host.isEmpty() || names(host.get(), authority)
                                ? new Connect(authority)
                                : malformed("the Host header names another host than the CONNECT");
            };
        }

        /// Clients leave the port out of Host, or repeat the CONNECT's.
        private static boolean names(String header, Authority authority) {
            return Authority.read(header, OptionalInt.of(authority.port())).equals(authority);
        }

        static ProxyRequest absolute(String method, String target) {
            Matcher url = ABSOLUTE.matcher(target);
            if (!url.matches()) {
                return malformed("the target is neither host:port nor a URL without a fragment");
            }
            if (!url.group(1).equalsIgnoreCase("http")) {
                return unserved("only http:// is forwarded; what is encrypted goes by CONNECT");
            }
            if (!METHODS.contains(method)) {
                return unserved(
                        "the method is none of "
                                + String.join(", ", METHODS.stream().sorted().toList()));
            }
            String path = url.group(3).startsWith("/") ? url.group(3) : "/" + url.group(3);
            return switch (Authority.read(url.group(2), HTTP_PORT)) {
                case NoHost(String problem) -> malformed("the URL names " + problem);
                case Authority authority -> new Forward(authority, method, path);
            };
        }

        static Unserved unserved(String detail) {
            return new Unserved(
                    new Refusal(
                            RefusalCode.UNKNOWN_ROUTE,
                            "egress request",
                            detail,
                            "send CONNECT host:port, or a request for http://host/path"));
        }

        private static Unserved malformed(String detail) {
            return new Unserved(
                    new Refusal(
                            RefusalCode.MALFORMED,
                            "egress request",
                            detail,
                            "name the host as DNS has it and the port in plain digits"));
        }
    }
}
