package dev.gatehouse.shim.loopback;

import dev.gatehouse.shim.console.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Where to listen, which no other machine can reach.
///
/// @param listen port 0 is any free one
/// @param host the address as it was written, `127.0.0.1` or `[::1]`
public record LoopbackAddress(InetSocketAddress listen, String host) {
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_PORT_DIGITS = 5;

    /// Reads `127.0.0.1:PORT` or `[::1]:PORT`, and no name: what a name means may change.
    ///
    /// @throws Failure that says only what is wrong, as the second half of a sentence
    public static LoopbackAddress parse(String text) throws IOException {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw Failure.usage("has no port");
        }
        String host = text.substring(0, colon);
        byte[] address =
                switch (host) {
                    case "127.0.0.1" -> new byte[] {127, 0, 0, 1};
                    case "[::1]" -> new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
                    default ->
                            throw Failure.usage(
                                    "would listen on '"
                                            + host
                                            + "', and this listens on the loopback interface only");
                };
        int port = port(text.substring(colon + 1));
        return new LoopbackAddress(
                new InetSocketAddress(InetAddress.getByAddress(address), port), host);
    }

    private static int port(String digits) throws Failure {
        int port = 0;
        boolean fits = !digits.isEmpty() && digits.length() <= LONGEST_PORT_DIGITS;
        for (int i = 0; fits && i < digits.length(); i++) {
            char c = digits.charAt(i);
            fits = c >= '0' && c <= '9';
            port = port * 10 + (c - '0');
        }
        if (!fits || port > HIGHEST_PORT) {
            throw Failure.usage("has no port between 0 and " + HIGHEST_PORT);
        }
        return port;
    }

    public boolean isIpv4() {
        return listen.getAddress().getAddress().length == 4;
    }
}
