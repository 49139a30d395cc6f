package dev.gatehouse.shim.tunnel;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.loopback.LoopbackAddress;
import java.io.IOException;
import java.nio.file.Path;

/// One word of `forge relay`: where to listen, and the socket behind it.
record Pair(LoopbackAddress address, Path socket) {
    private static final String FORM =
            "; write 127.0.0.1:PORT=SOCKET or [::1]:PORT=SOCKET, as in"
                    + " 127.0.0.1:4411=/run/gatehouse/model.sock";
    // `sun_path` of unix(7), without the zero at its end.
    private static final int LONGEST_PATH_BYTES = 107;

    /// Refuses every address that another machine could reach: the socket is this agent's alone.
    static Pair parse(String word) throws IOException {
        int equals = word.indexOf('=');
        if (equals < 0) {
            throw refuse(word, "is no LISTEN=SOCKET");
        }
        LoopbackAddress address;
        try {
            address = LoopbackAddress.parse(word.substring(0, equals));
        } catch (Failure failure) {
            throw refuse(word, String.valueOf(failure.getMessage()));
        }
        Path socket = Path.of(word.substring(equals + 1));
        if (!socket.isAbsolute() || socket.toString().length() > LONGEST_PATH_BYTES) {
            throw refuse(
                    word, "has no absolute path of at most " + LONGEST_PATH_BYTES + " characters");
        }
        return new Pair(address, socket);
    }

    private static Failure refuse(String word, String what) {
        return Failure.usage("relay: '" + word + "' " + what + FORM);
    }
}
