package dev.gatehouse.shim.console;

/// Text from elsewhere as one printable line: control characters, which could move a terminal's
/// cursor or fake a second line, become spaces, and the length has a cap.
public final class OneLine {
    private OneLine() {}

    public static String of(String text, int limitChars) {
        int length = Math.min(text.length(), limitChars);
        StringBuilder line = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            line.append(isPrintable(c) ? c : ' ');
        }
        return length < text.length() ? line.append("...").toString() : line.toString();
    }

    private static boolean isPrintable(char c) {
        boolean control = c < 0x20 || (c >= 0x7f && c <= 0x9f);
        boolean turnsTheLine = (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        return !control && !turnsTheLine;
    }
}
