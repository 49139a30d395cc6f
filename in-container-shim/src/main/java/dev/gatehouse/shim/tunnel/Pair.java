package dev.gatehouse.shim.tunnel;

import dev.gatehouse.shim.console.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/// One word of `forge relay`: where to listen, and the socket behind it.
///
/// @param listen on the loopback interface; port 0 is any free one
/// @param host the address as it was written, `127.0.0.1` or `[::1]`
record Pair(InetSocketAddress listen, String host, Path socket) {
    private static final String FORM =
            "; write 127.0.0.1:PORT=SOCKET or [::1]:PORT=SOCKET, as in"
                    + " 127.0.0.1:4411=/run/gatehouse/model.sock";
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_PORT_DIGITS = 5;
    // `sun_path` of unix(7), without the zero at its end.
    private static final int LONGEST_PATH_BYTES = 107;

    /// Refuses every address that another machine could reach: the socket is this agent's alone.
    static Pair parse(String word) throws IOException {
        int equals = word.indexOf('=');
        int colon = equals < 0 ? -1 : word.lastIndexOf(':', equals);
        if (colon < 0) {
            throw refuse(word, "is no LISTEN=SOCKET");
        }
        String host = word.substring(0, colon);
        byte[] address =
                switch (host) {
                    case "127.0.0.1" -> new byte[] {127, 0, 0, 1};
                    case "[::1]" -> new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
                    default ->
                            throw refuse(
                                    word,
                                    "would listen on '"
                                            + host
                                            + "', and a relay listens on the loopback interface"
                                            + " only");
                };
        Path socket = Path.of(word.substring(equals + 1));
        if (!socket.isAbsolute() || socket.toString().length() > LONGEST_PATH_BYTES) {
            throw refuse(
                    word, "has no absolute path of at most " + LONGEST_PATH_BYTES + " characters");
        }
        int port = port(word, word.substring(colon + 1, equals));
        return new Pair(
                new InetSocketAddress(InetAddress.getByAddress(address), port), host, socket);
    }

    private static int port(String word, String digits) throws Failure {
        int port = 0;
        boolean fits = !digits.isEmpty() && digits.length() <= LONGEST_PORT_DIGITS;
        for (int i = 0; fits && i < digits.length(); i++) {
            char c = digits.charAt(i);
            fits = c >= '0' && c <= '9';
            port = port * 10 + (c - '0');
        }
        if (!fits || port > HIGHEST_PORT) {
            throw refuse(word, "has no port between 0 and " + HIGHEST_PORT);
        }
        return port;
    }

    private static Failure refuse(String word, String what) {
        return Failure.usage("relay: '" + word + "' " + what + FORM);
    }
}
