package dev.gatehouse.broker.git;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Raw packets as Latin-1 text, so that a test can show any byte.
final class TestingPackets {
    static final String OLD = "1".repeat(40);
    static final String NEW = "2".repeat(40);
    static final String ZEROS = "0".repeat(40);
    static final String OLD_256 = "3".repeat(64);
    static final String NEW_256 = "4".repeat(64);
    static final String FLUSH = "0000";
    static final String DELIMITER = "0001";

    private TestingPackets() {}

    static String packet(String payload) {
        return HexFormat.of().toHexDigits(payload.length() + 4, 4) + payload;
    }

    /// As git's send-pack writes it, with a space before each capability.
    static String firstCommand(String ref, String... capabilities) {
        return packet(update(ref) + "\0 " + String.join(" ", capabilities));
    }

    static String command(String ref) {
        return packet(update(ref));
    }

    static String update(String ref) {
        return OLD + " " + NEW + " " + ref;
    }

    static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static String utf8(String text) {
        return latin1(text.getBytes(StandardCharsets.UTF_8));
    }
}
