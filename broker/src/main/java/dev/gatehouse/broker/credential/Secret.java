package dev.gatehouse.broker.credential;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The bytes of one token. They leave only through the callback of [#use], and are wiped by
/// [#close].
///
/// Refuses what cannot stand in a header as it is: anything but visible ASCII (0x21 to 0x7e). Also
/// refuses fewer than 8 bytes, because masking so short a token would mask ordinary text too, and
/// more than 4 KiB.
///
/// Not a record, and equal only to itself: neither `toString` nor `equals` nor `hashCode` depends
/// on the bytes. Whoever shares a secret between threads makes sure that nobody uses it while it is
/// closed; [Loan]s do.
public final class Secret implements AutoCloseable {
    static final int FEWEST_BYTES = 8;
    public static final int MOST_BYTES = 4096;

    private final byte[] bytes;
    private volatile boolean wiped;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Copies the token; wiping the given array stays the caller's business.
    public static Secret copyOf(byte[] token) {
        defectOf(token)
                .ifPresent(defect -> {
                    throw new IllegalArgumentException("the token " + defect);
                });
        return new Secret(token.clone());
    }

    /// Why these bytes are no token, without quoting them: the end of a sentence about the token.
    public static Optional<String> defectOf(byte[] token) {
        if (token.length == 0) {
            return Optional.of("is empty");
        }
        for (byte b : token) {
            if (b < 0x21 || b > 0x7e) {
                return Optional.of("has bytes other than visible ASCII, such as blanks");
            }
        }
        if (token.length < FEWEST_BYTES) {
            return Optional.of("is shorter than " + FEWEST_BYTES + " characters");
        }
        if (token.length > MOST_BYTES) {
            return Optional.of("is longer than " + MOST_BYTES + " characters");
        }
        return Optional.empty();
    }

    /// Shows the bytes to the callback, which must neither keep nor change the array.
    public <T extends @Nullable Object> T use(Function<byte[], T> borrower) {
        if (wiped) {
            throw new IllegalStateException("this token was replaced and is wiped");
        }
        return borrower.apply(bytes);
    }

    /// Whether both hold the same token, in a time that does not tell where they differ.
    public boolean sameAs(Secret other) {
        return use(mine -> other.use(theirs -> MessageDigest.isEqual(mine, theirs)));
    }

    boolean isWiped() {
        return wiped;
    }

    @Override
    public void close() {
        wiped = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }
}
