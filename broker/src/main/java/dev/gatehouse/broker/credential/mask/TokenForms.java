package dev.gatehouse.broker.credential.mask;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntFunction;

/// Every way in which one token may stand in an answer: as it is, in Base64 (both alphabets, with
/// anything before and after it, as in `user:token`), percent-encoded, as a hex dump, or escaped
/// for JSON or HTML.
///
/// Not covered: Base64 broken into lines, compressed or encrypted bytes, percent-encodings that mix
/// the case of their hex digits, forms of forms.
///
/// These forms are the token. They live as long as the mask that is built from them.
public final class TokenForms {
    /// A shorter form would also be found where there is no token.
    private static final int SHORTEST_DERIVED = 6;

    private static final HexFormat LOWER = HexFormat.of();
    private static final HexFormat UPPER = LOWER.withUpperCase();

    private final Set<String> forms = new LinkedHashSet<>();

    private TokenForms() {}

    public static TokenForms of(byte[] token) {
        TokenForms all = new TokenForms();
        all.forms.add(new String(token, ISO_8859_1));
        all.addBase64(token);
        for (HexFormat hex : new HexFormat[] {LOWER, UPPER}) {
            all.addDerived(hex.formatHex(token));
            all.addDerived(escaped(token, b -> isUnreserved(b) ? plain(b) : percent(hex, b)));
            all.addDerived(escaped(token, b -> percent(hex, b)));
            all.addDerived(escaped(token, b -> isJsonSpecial(b) ? unicode(hex, b) : plain(b)));
            all.addDerived(escaped(token, b -> unicode(hex, b)));
        }
        all.addDerived(escaped(token, b -> b == '"' || b == '\\' ? "\\" + plain(b) : plain(b)));
        all.addDerived(escaped(token, TokenForms::html));
        return all;
    }

    /// The forms as Latin-1 text; all of it is ASCII.
    Set<String> all() {
        return forms;
    }

    /// Three bytes make four characters, so what stands before the token shifts it by 0, 1 or 2
    /// bytes. Characters at its edges that also hold bits of the neighbours cannot be known.
    private void addBase64(byte[] token) {
        byte[] withColon = new byte[token.length + 1];
        withColon[0] = ':';
        System.arraycopy(token, 0, withColon, 1, token.length);
        for (Base64.Encoder encoder :
                new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
            // What the broker itself sends for LFS: known to the last character.
            addDerived(encoder.encodeToString(withColon));
            for (int shift = 0; shift < 3; shift++) {
                byte[] shifted = new byte[shift + token.length];
                System.arraycopy(token, 0, shifted, shift, token.length);
                String text = encoder.withoutPadding().encodeToString(shifted);
                int firstWhole = (8 * shift + 5) / 6;
                int endOfWhole = 8 * shifted.length / 6;
                addDerived(text.substring(firstWhole, endOfWhole));
            }
        }
    }

    private void addDerived(String form) {
        if (form.length() >= SHORTEST_DERIVED) {
            forms.add(form);
        }
    }

    private static String escaped(byte[] token, IntFunction<String> escape) {
        StringBuilder text = new StringBuilder(token.length);
        for (byte b : token) {
            text.append(escape.apply(b));
        }
        return text.toString();
    }

    private static String plain(int b) {
        return String.valueOf((char) b);
    }

    private static String percent(HexFormat hex, int b) {
        return "%" + hex.toHexDigits((byte) b);
    }

    private static String unicode(HexFormat hex, int b) {
        return "\\u00" + hex.toHexDigits((byte) b);
    }

    /// RFC 3986, section 2.3.
    private static boolean isUnreserved(int b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || "-._~".indexOf(b) >= 0;
    }

    /// Go's JSON encoder escapes these by default, so that its text may stand in HTML.
    private static boolean isJsonSpecial(int b) {
        return "<>&".indexOf(b) >= 0;
    }

    /// The five that Go's templates escape, in their spelling.
    private static String html(int b) {
        return switch (b) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&#34;";
            case '\'' -> "&#39;";
            default -> plain(b);
        };
    }

    @Override
    public String toString() {
        return "TokenForms[redacted]";
    }
}
