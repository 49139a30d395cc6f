package dev.gatehouse.broker.worker;

import dev.gatehouse.broker.text.Harmless;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text of an agent or a caller as one line that does nothing to a terminal.
public final class PlainText {
    private static final Pattern UNQUOTED = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final int MOST_COMMAND_CHARS = 2000;

    private PlainText() {}

    /// The words as a shell would need them, cut short where they are long.
    public static String command(List<String> words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            text.append(text.isEmpty() ? "" : " ").append(quoted(word));
            if (text.length() > MOST_COMMAND_CHARS) {
                return line(text.substring(0, MOST_COMMAND_CHARS)) + "...";
            }
        }
        return line(text);
    }

    private static String quoted(String word) {
        return UNQUOTED.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /// Control characters, line breaks, and what changes the order of others or is not to be seen,
    /// become `<U+001B>`.
    public static String line(CharSequence text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    if (c == '\t' || Harmless.is(c)) {
                        line.appendCodePoint(c);
                    } else {
                        line.append(String.format(Locale.ROOT, "<U+%04X>", c));
                    }
                });
        return line.toString();
    }
}
