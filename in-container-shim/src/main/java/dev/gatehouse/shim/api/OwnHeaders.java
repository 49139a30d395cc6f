package dev.gatehouse.shim.api;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Header;
import java.util.Locale;

/// Which headers `-H` may set. Credentials are refused here already, so that whoever tries learns
/// that none is needed; the broker drops them in any case. Framing is the shim's.
final class OwnHeaders {
    private OwnHeaders() {}

    static Header check(String text) throws Failure {
        Header header = Header.parse(text);
        return switch (header.name().toLowerCase(Locale.ROOT)) {
            case "authorization",
                    "proxy-authorization",
                    "cookie",
                    "sudo",
                    "signature",
                    "x-forgejo-otp",
                    "x-gitea-otp" ->
                    throw Failure.usage(
                            "-H '"
                                    + header.name()
                                    + "' is not sent: the broker adds the credential, and there is"
                                    + " none in this container; leave the header out");
            case "host",
                    "connection",
                    "content-length",
                    "transfer-encoding",
                    "te",
                    "trailer",
                    "upgrade",
                    "expect",
                    "keep-alive" ->
                    throw Failure.usage(
                            "-H '" + header.name() + "' is written by forge itself; leave it out");
            default -> header;
        };
    }
}
