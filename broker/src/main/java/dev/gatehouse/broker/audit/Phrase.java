package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.route.Ascii;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A short text in the broker's own words: a rule, a version, what an alarm is about.
///
/// Printable ASCII, one line, at most 200 characters. Refuses what a query or a credential would
/// need: `?`, `=`, `&`, `%`, and any run of 32 or more token characters. So a request target or an
/// `Authorization` value that is passed by mistake cannot reach the log.
public record Phrase(String text) {
    static final int MAX_LENGTH = 200;

    private static final int MAX_INPUT = 1000;
    private static final String MASK = "[masked]";
    private static final String SUSPECT = "?=&%";
    private static final int TOKEN_LENGTH = 32;
    private static final Pattern TOKEN_LIKE =
            Pattern.compile("[A-Za-z0-9_+]{" + TOKEN_LENGTH + ",}");
    private static final Pattern SUSPECT_WORD = Pattern.compile("[^ ]*[?=&%][^ ]*");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

    public Phrase {
        if (!isPlain(text)) {
            // The text is not repeated: it may be the very secret that has no place here.
            throw new IllegalArgumentException(
                    "an audit phrase is 1 to "
                            + MAX_LENGTH
                            + " printable ASCII characters without ?, =, &, % or token-like words;"
                            + " use Phrase.masked for a text that may hold them");
        }
    }

    /// Takes any text: words that may carry a query value or a credential become `[masked]`, other
    /// characters that do not belong here become `_`, and the rest is cut to length.
    public static Phrase masked(String text) {
        if (isPlain(text) && !text.isBlank()) {
            return new Phrase(text);
        }
        String oneLine = UNPRINTABLE.matcher(bounded(text)).replaceAll("_");
        String noQuery = SUSPECT_WORD.matcher(oneLine).replaceAll(Matcher.quoteReplacement(MASK));
        String noToken = TOKEN_LIKE.matcher(noQuery).replaceAll(Matcher.quoteReplacement(MASK));
        if (noToken.isBlank()) {
            return new Phrase("-");
        }
        return new Phrase(noToken.substring(0, Math.min(noToken.length(), MAX_LENGTH)));
    }

    /// Every call passes here more than once, and patterns would take a twelfth of its time.
    private static boolean isPlain(String text) {
        int wordLength = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            wordLength = isOfTokens(c) ? wordLength + 1 : 0;
            if (c < ' ' || c > '~' || SUSPECT.indexOf(c) >= 0 || wordLength >= TOKEN_LENGTH) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_LENGTH;
    }

    private static boolean isOfTokens(char c) {
        return Ascii.isLetterOrDigit(c) || c == '_' || c == '+';
    }

    /// Keeps whole words only: the first half of a token no longer looks like one.
    private static String bounded(String text) {
        if (text.length() <= MAX_INPUT) {
            return text;
        }
        return text.substring(0, Math.max(0, text.lastIndexOf(' ', MAX_INPUT)));
    }

    @Override
    public String toString() {
        return text;
    }
}
