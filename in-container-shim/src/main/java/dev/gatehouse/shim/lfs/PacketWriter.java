package dev.gatehouse.shim.lfs;

import dev.gatehouse.shim.console.OneLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes pkt-lines to git-lfs. For one thread.
final class PacketWriter {
    private static final int HEAD_BYTES = 4;
    private static final int LINE_LIMIT_CHARS = 4_000;
    private static final String HEX = "0123456789abcdef";

    private final OutputStream output;

    PacketWriter(OutputStream output) {
        this.output = output;
    }

    /// A line; what would begin another one becomes a space.
    void line(String text) throws IOException {
        byte[] line = OneLine.of(text, LINE_LIMIT_CHARS).getBytes(StandardCharsets.UTF_8);
        byte[] packet = new byte[HEAD_BYTES + line.length + 1];
        for (int i = 0; i < HEAD_BYTES; i++) {
            packet[i] = (byte) HEX.charAt((packet.length >> (12 - 4 * i)) & 15);
        }
        System.arraycopy(line, 0, packet, HEAD_BYTES, line.length);
        packet[packet.length - 1] = '\n';
        output.write(packet);
    }

    void delimiter() throws IOException {
        output.write(new byte[] {'0', '0', '0', '1'});
    }

    void flush() throws IOException {
        output.write(new byte[] {'0', '0', '0', '0'});
    }
}
