package dev.gatehouse.broker.git;

import java.util.Arrays;

/// One packet of git's `pkt-line` framing (gitprotocol-common).
sealed interface Packet {
    /// The largest packet with its four digits of length: `LARGE_PACKET_MAX` of git's `pkt-line.h`.
    int MAX_BYTES = 65520;

    /// What one packet can carry.
    int MAX_PAYLOAD_BYTES = MAX_BYTES - 4;

    record Line(byte[] payload) implements Packet {
        /// Without one newline at the end: receive-pack and upload-pack take a line either way.
        byte[] chomped() {
            boolean newline = payload.length > 0 && payload[payload.length - 1] == '\n';
            return newline ? Arrays.copyOf(payload, payload.length - 1) : payload;
        }
    }

    record Flush() implements Packet {}

    record Delimiter() implements Packet {}
}
