package dev.gatehouse.broker.git;

import java.util.Arrays;
import java.util.Optional;

/// The hash that names a repository's objects.
public enum ObjectFormat {
    SHA1(40, "sha1"),
    SHA256(64, "sha256");

    private final int hexLength;
    private final String word;

    ObjectFormat(int hexLength, String word) {
        this.hexLength = hexLength;
        this.word = word;
    }

    public static Optional<ObjectFormat> ofIdLength(int hexDigits) {
        return Arrays.stream(values()).filter(format -> format.hexLength == hexDigits).findFirst();
    }

    static Optional<ObjectFormat> ofWord(String word) {
        return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
    }

    /// The length of an object id in hex digits.
    public int hexLength() {
        return hexLength;
    }

    /// As in the capability `object-format=`.
    public String word() {
        return word;
    }

    /// The id that stands for "no object".
    public String zeros() {
        return "0".repeat(hexLength);
    }

    /// Whether this is an object id of this format in lower-case hex, as git writes it.
    public boolean isId(String text) {
        return text.length() == hexLength && text.chars().allMatch(ObjectFormat::isLowerHex);
    }

    static boolean isLowerHex(int character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
    }
}
