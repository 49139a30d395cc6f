package dev.gatehouse.shim.lfs;

import java.nio.charset.StandardCharsets;

/// One pkt-line (gitprotocol-common(5)), or the end of the stream.
sealed interface Packet {
    record Data(byte[] bytes) implements Packet {
        /// Without the line end.
        String text() {
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        }
    }

    /// Ends a message.
    record Flush() implements Packet {}

    /// Ends a message's arguments: lines or data follow.
    record Delimiter() implements Packet {}

    record End() implements Packet {}
}
