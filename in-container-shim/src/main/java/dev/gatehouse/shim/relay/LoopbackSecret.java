package dev.gatehouse.shim.relay;

import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// What a connection to the listener has to bring, since other users of the container can connect
/// too. Random, and of no use to anybody once the process ends. It opens nothing but the way to the
/// socket, which this user could open anyway.
public final class LoopbackSecret {
    static final String HEADER = "Gatehouse-Loopback";
    private static final int RANDOM_BYTES = 32;
    private static final String HEX = "0123456789abcdef";

    private final String text;

    private LoopbackSecret(String text) {
        this.text = text;
    }

    /// A new one, from `/dev/urandom`: the runtime has no other source that is worth its start.
    public static LoopbackSecret draw() throws IOException {
        byte[] random = new byte[RANDOM_BYTES];
        try (DataInputStream urandom = new DataInputStream(new FileInputStream("/dev/urandom"))) {
            urandom.readFully(random);
        }
        StringBuilder text = new StringBuilder(2 * RANDOM_BYTES);
        for (byte octet : random) {
            text.append(HEX.charAt((octet >> 4) & 15)).append(HEX.charAt(octet & 15));
        }
        return new LoopbackSecret(text.toString());
    }

    /// The header line that a request must have.
    public String headerLine() {
        return HEADER + ": " + text;
    }

    /// Takes the same time wherever the two differ.
    boolean isIn(RequestHead head) {
        return MessageDigest.isEqual(
                text.getBytes(StandardCharsets.ISO_8859_1),
                head.value(HEADER).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public String toString() {
        return "LoopbackSecret[...]";
    }
}
