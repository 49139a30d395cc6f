package dev.gatehouse.shim.json;

/// The grammar of numbers, RFC 8259 section 6. Numbers stay text: nothing here computes with them.
public final class JsonNumbers {
    private JsonNumbers() {}

    /// `-`, digits without a leading zero; no fraction, no exponent.
    public static boolean isInteger(String text) {
        return !text.isEmpty() && afterInteger(text) == text.length();
    }

    static boolean isNumber(String text) {
        int at = afterInteger(text);
        if (at > 0 && at < text.length() && text.charAt(at) == '.') {
            at = afterDigits(text, at + 1);
        }
        if (at > 0 && at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            boolean signed = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0;
            at = afterDigits(text, signed ? at + 2 : at + 1);
        }
        return at > 0 && at == text.length();
    }

    /// Where the integer part ends; -1 where there is none.
    private static int afterInteger(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        if (start < text.length() && text.charAt(start) == '0') {
            return start + 1;
        }
        return afterDigits(text, start);
    }

    private static int afterDigits(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at > start ? at : -1;
    }
}
