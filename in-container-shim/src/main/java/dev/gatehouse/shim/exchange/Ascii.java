package dev.gatehouse.shim.exchange;

/// The character classes of RFC 9110 and RFC 9112.
final class Ascii {
    private Ascii() {}

    /// `token`, RFC 9110 section 5.6.2.
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenChar(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// Visible characters, spaces and tabs. Bytes above 127 are for answers only: see
    /// [#isReceivedFieldValue].
    static boolean isFieldValue(String text) {
        return allBetween(text, 0x7e);
    }

    /// As [#isFieldValue], and the opaque bytes that RFC 9110 still allows a sender.
    static boolean isReceivedFieldValue(String text) {
        return allBetween(text, 0xff);
    }

    private static boolean allBetween(String text, int highest) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\t' && (c < 0x20 || c == 0x7f || c > highest)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTokenChar(char c) {
        return isAlphanumeric(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
