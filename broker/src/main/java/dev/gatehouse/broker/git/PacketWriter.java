package dev.gatehouse.broker.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Writes packets into memory.
final class PacketWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PacketWriter line(String text) {
        return line(text.getBytes(StandardCharsets.UTF_8));
    }

    PacketWriter line(byte[] payload) {
        if (payload.length == 0 || payload.length > Packet.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "a packet carries 1 to " + Packet.MAX_PAYLOAD_BYTES + " bytes");
        }
        ascii(HexFormat.of().toHexDigits(payload.length + 4, 4));
        bytes.writeBytes(payload);
        return this;
    }

    /// One packet of a side band: 1 for data, 2 for what the user sees.
    PacketWriter band(int band, byte[] payload) {
        byte[] banded = new byte[payload.length + 1];
        banded[0] = (byte) band;
        System.arraycopy(payload, 0, banded, 1, payload.length);
        return line(banded);
    }

    PacketWriter flush() {
        return ascii("0000");
    }

    PacketWriter delimiter() {
        return ascii("0001");
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private PacketWriter ascii(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }
}
