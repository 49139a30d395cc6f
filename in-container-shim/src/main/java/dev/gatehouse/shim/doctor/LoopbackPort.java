package dev.gatehouse.shim.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A port of this container that a variable names.
record LoopbackPort(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:https?://)?(127\\.0\\.0\\.1|localhost|\\[::1]):(\\d{1,5})(?:/.*)?");
    private static final int PATIENCE_MILLIS = 1_000;

    /// Null where the text names a port of another machine, or none.
    static @Nullable LoopbackPort in(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        int port = Integer.parseInt(form.group(2));
        return port < 1 || port > 65_535 ? null : new LoopbackPort(form.group(1), port);
    }

    boolean answers() {
        byte[] address = {127, 0, 0, 1};
        if (host.equals("[::1]")) {
            address = new byte[16];
            address[15] = 1;
        }
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByAddress(address), port),
                    PATIENCE_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
