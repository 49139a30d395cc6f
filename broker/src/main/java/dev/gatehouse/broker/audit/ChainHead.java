package dev.gatehouse.broker.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The end of the chain at some moment: what a later truncation cannot agree with.
///
/// @param sequence of the last record; 0 before the first
/// @param hash SHA-256 of the last record's line without its newline, in lower-case hex
public record ChainHead(long sequence, String hash) {
    private static final int HASH_DIGITS = 64;
    private static final Pattern SHAPE = Pattern.compile("(0|[1-9][0-9]{0,17}) ([0-9a-f]{64})");

    /// What the first record of a log follows.
    public static final ChainHead GENESIS = new ChainHead(0, "0".repeat(64));

    public ChainHead {
        if (sequence < 0 || !isHash(hash)) {
            throw new IllegalArgumentException(
                    "a head is a record number and 64 lower-case hex digits");
        }
    }

    public static boolean isHash(String text) {
        if (text.length() != HASH_DIGITS) {
            return false;
        }
        // Each record has a head of its own; a pattern would take a fortieth of a call's time.
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /// Reads what [#toString] gives: the number, one space, the hash.
    public static Optional<ChainHead> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        return matcher.matches()
                ? Optional.of(new ChainHead(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return sequence + " " + hash;
    }
}
