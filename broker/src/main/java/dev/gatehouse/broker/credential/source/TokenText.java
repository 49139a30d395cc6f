package dev.gatehouse.broker.credential.source;

import dev.gatehouse.broker.credential.Reading;
import dev.gatehouse.broker.credential.Secret;
import java.util.Arrays;
import java.util.Optional;

/// What a source holds, as a token: one line, whose end is dropped.
final class TokenText {
    /// The longest token, a line's end, and one more byte by which too much is noticed.
    static final int MOST_BYTES = Secret.MOST_BYTES + 2 + 1;

    private TokenText() {}

    /// Wipes the content.
    ///
    /// @param origin names the source in a sentence, as in "token file /etc/x"
    static Reading parse(byte[] content, String origin, String remedy) {
        byte[] line = Arrays.copyOf(content, lengthWithoutLineEnd(content));
        try {
            Optional<String> defect = defectOf(line);
            return defect.isPresent()
                    ? new Reading.Unreadable("the token in " + origin + " " + defect.get(), remedy)
                    : new Reading.Token(Secret.copyOf(line));
        } finally {
            Arrays.fill(line, (byte) 0);
            Arrays.fill(content, (byte) 0);
        }
    }

    private static Optional<String> defectOf(byte[] line) {
        for (byte b : line) {
            if (b == '\n') {
                return Optional.of("is more than one line");
            }
        }
        return Secret.defectOf(line);
    }

    private static int lengthWithoutLineEnd(byte[] content) {
        int length = content.length;
        if (length > 0 && content[length - 1] == '\n') {
            length--;
            if (length > 0 && content[length - 1] == '\r') {
                length--;
            }
        }
        return length;
    }
}
