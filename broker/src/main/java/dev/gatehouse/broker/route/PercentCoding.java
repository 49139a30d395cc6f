package dev.gatehouse.broker.route;

import static dev.gatehouse.broker.route.UnroutableException.malformed;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Percent-encoding (RFC 3986, 2.1), decoded exactly once and written in one form only.
public final class PercentCoding {
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final String UNRESERVED = "-._~";
    private static final String HEX = "0123456789ABCDEF";

    private PercentCoding() {}

    /// Refuses what another reader could decode further or differently. Forgejo decodes a path
    /// parameter once, but a proxy before it may decode the whole path: a literal `%` that is
    /// followed by two hexadecimal digits is refused, although a file may be called so.
    ///
    /// @param where what the text is, for the refusal
    static String decodeSegment(String encoded, String where) throws UnroutableException {
        String decoded = decode(encoded, false, where);
        if (decoded.indexOf('%') >= 0 && ESCAPE.matcher(decoded).find()) {
            throw malformed(
                    where + " is percent-encoded twice", "encode each part of the path once");
        }
        if (decoded.indexOf('\\') >= 0) {
            throw malformed(where + " holds a backslash", "separate path segments by '/'");
        }
        return decoded;
    }

    /// In a query `+` means a space.
    static String decodeQuery(String encoded, String where) throws UnroutableException {
        return decode(encoded, true, where);
    }

    private static String decode(String encoded, boolean plusIsSpace, String where)
            throws UnroutableException {
        if (isPlain(encoded)) {
            return encoded;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int at = 0; at < encoded.length(); at++) {
            char c = encoded.charAt(at);
            if (c == '%') {
                bytes.write(escapedByte(encoded, at, where));
                at += 2;
            } else {
                bytes.write(plusIsSpace && c == '+' ? ' ' : c);
            }
        }
        return withoutControls(utf8(bytes.toByteArray(), where), where);
    }

    /// Most names are, and there is nothing to decode in them.
    private static boolean isPlain(String encoded) {
        return Ascii.isAll(encoded, UNRESERVED);
    }

    private static int escapedByte(String encoded, int at, String where)
            throws UnroutableException {
        int high = at + 2 < encoded.length() ? Character.digit(encoded.charAt(at + 1), 16) : -1;
        int low = at + 2 < encoded.length() ? Character.digit(encoded.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw malformed(
                    where + " holds a '%' without two hexadecimal digits",
                    "write a literal '%' as %25");
        }
        return high * 16 + low;
    }

    private static String utf8(byte[] bytes, String where) throws UnroutableException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw malformed(where + " is not UTF-8", "percent-encode names as UTF-8");
        }
    }

    private static String withoutControls(String decoded, String where) throws UnroutableException {
        if (decoded.chars().anyMatch(Character::isISOControl)) {
            throw malformed(where + " holds a control character", "remove it");
        }
        return decoded;
    }

    /// Keeps RFC 3986's unreserved characters, escapes all else.
    public static String encode(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            }
        }
        return encoded.toString();
    }

    /// As [#encode], but `/` stays.
    static String encodePath(String text) {
        return encode(text).replace("%2F", "/");
    }

    private static boolean isUnreserved(byte b) {
        return Ascii.isLetterOrDigit((char) b) || UNRESERVED.indexOf(b) >= 0;
    }
}
