package dev.gatehouse.shim.doctor;

import dev.gatehouse.protocol.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;

/// Connects past all doors, which has to fail at once: a connection that is merely not answered
/// shows that packets leave.
final class DirectWay {
    // A public resolver, and an address for documentation (RFC 5737), which no host has.
    private static final List<byte[]> ADDRESSES =
            List.of(new byte[] {1, 1, 1, 1}, new byte[] {(byte) 203, 0, 113, 1});
    private static final int PORT = 443;
    private static final int PATIENCE_MILLIS = 2_000;

    private DirectWay() {}

    static void tryAll(Findings findings) {
        for (byte[] address : ADDRESSES) {
            tryOne(address, findings);
        }
    }

    private static void tryOne(byte[] address, Findings findings) {
        String name = "";
        try (Socket socket = new Socket()) {
            InetAddress host = InetAddress.getByAddress(address);
            name = host.getHostAddress() + ":" + PORT;
            socket.connect(new InetSocketAddress(host, PORT), PATIENCE_MILLIS);
            fail(findings, name + " can be reached past the doors");
        } catch (SocketTimeoutException _) {
            fail(findings, "packets to " + name + " leave this container: there is a route");
        } catch (IOException e) {
            findings.ok("direct", name + " cannot be reached: " + e.getMessage(), "");
        }
    }

    private static void fail(Findings findings, String detail) {
        findings.fail(
                "direct",
                detail,
                "the operator has to make this container with --network none",
                ExitCode.FORGE_ERROR);
    }
}
