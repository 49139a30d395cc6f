package dev.gatehouse.broker.route;

/// What a call's names are made of. Several are looked at in each call, by loops: patterns take ten
/// times as long.
public final class Ascii {
    private Ascii() {}

    /// Whether all characters are ASCII letters, digits or some of the others.
    public static boolean isAll(String text, String others) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (!isLetterOrDigit(c) && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    public static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
