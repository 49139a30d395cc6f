package dev.gatehouse.shim.relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Whose process is at the other end of a loopback connection, by the kernel's table of TCP sockets
/// (`proc(5)`, `/proc/net/tcp`).
public enum PeerOwner {
    /// This user.
    SAME,
    /// Somebody else, or a socket that is in neither table any more.
    OTHER,
    /// There is no table, or it does not say who we are.
    UNKNOWN;

    private static final String LOOPBACK = "0100007F:";
    // The same address as an IPv6 socket has it.
    private static final String MAPPED_LOOPBACK = "0000000000000000FFFF00000100007F:";

    /// @param peer connected to 127.0.0.1
    public static PeerOwner of(SocketChannel peer) throws IOException {
        InetSocketAddress remote = (InetSocketAddress) peer.getRemoteAddress();
        InetSocketAddress local = (InetSocketAddress) peer.getLocalAddress();
        return of(Path.of("/proc"), remote.getPort(), local.getPort());
    }

    /// @param proc `/proc`
    static PeerOwner of(Path proc, int peerPort, int ownPort) {
        try {
            String user = user(proc.resolve("self/status"));
            if (user.isEmpty()) {
                return UNKNOWN;
            }
            Path tcp = proc.resolve("net/tcp");
            if (holds(tcp, LOOPBACK, peerPort, ownPort, user)) {
                return SAME;
            }
            Path tcp6 = proc.resolve("net/tcp6");
            boolean mapped =
                    Files.exists(tcp6) && holds(tcp6, MAPPED_LOOPBACK, peerPort, ownPort, user);
            return mapped ? SAME : OTHER;
        } catch (IOException _) {
            return UNKNOWN;
        }
    }

    /// The effective user id, which owns the sockets that this process makes.
    private static String user(Path status) throws IOException {
        try (BufferedReader lines = open(status)) {
            String line = lines.readLine();
            while (line != null) {
                if (line.startsWith("Uid:")) {
                    String[] ids = line.split("\t", -1);
                    return ids.length > 2 ? ids[2] : "";
                }
                line = lines.readLine();
            }
            return "";
        }
    }

    private static boolean holds(
            Path table, String loopback, int peerPort, int ownPort, String user)
            throws IOException {
        String local = loopback + hex(peerPort);
        String remote = loopback + hex(ownPort);
        try (BufferedReader lines = open(table)) {
            String line = lines.readLine();
            while (line != null) {
                // Slot, local, remote, state, queues, timer, retransmits, user.
                String[] columns = line.strip().split(" +", 9);
                if (columns.length == 9
                        && columns[1].equals(local)
                        && columns[2].equals(remote)
                        && columns[7].equals(user)) {
                    return true;
                }
                line = lines.readLine();
            }
            return false;
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1));
    }

    private static String hex(int port) {
        String digits = Integer.toHexString(port).toUpperCase(Locale.ROOT);
        return "0000".substring(digits.length()) + digits;
    }
}
