package dev.gatehouse.broker.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 as the chain writes it: 64 lower-case hex digits. Not for several threads at once.
final class Sha256 {
    private final MessageDigest digest = newDigest();

    String of(byte[] bytes) {
        return of(bytes, bytes.length);
    }

    /// @param length how many of the bytes, from the first, are hashed
    String of(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
