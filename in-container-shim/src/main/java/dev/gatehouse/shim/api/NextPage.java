package dev.gatehouse.shim.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds `<...>; rel="next"` in `Link` headers (RFC 8288 section 3).
final class NextPage {
    private NextPage() {}

    /// The link as written, or null where this was the last page.
    static @Nullable String in(List<String> linkHeaders) {
        for (int i = 0; i < linkHeaders.size(); i++) {
            String next = inHeader(linkHeaders.get(i));
            if (next != null) {
                return next;
            }
        }
        return null;
    }

    private static @Nullable String inHeader(String header) {
        int at = header.indexOf('<');
        while (at >= 0) {
            int end = header.indexOf('>', at);
            if (end < 0) {
                return null;
            }
            int comma = endOfParameters(header, end);
            if (isNext(header.substring(end + 1, comma))) {
                return header.substring(at + 1, end);
            }
            at = header.indexOf('<', comma);
        }
        return null;
    }

    /// Where the parameters end: a comma outside quotes, or the end of the header.
    private static int endOfParameters(String header, int start) {
        boolean quoted = false;
        for (int i = start; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return i;
            }
        }
        return header.length();
    }

    private static boolean isNext(String parameters) {
        int at = 0;
        while (at < parameters.length()) {
            int end = parameters.indexOf(';', at);
            String parameter =
                    parameters.substring(at, end < 0 ? parameters.length() : end).strip();
            if (parameter.regionMatches(true, 0, "rel=", 0, 4) && isNextWord(parameter)) {
                return true;
            }
            at = end < 0 ? parameters.length() : end + 1;
        }
        return false;
    }

    private static boolean isNextWord(String parameter) {
        String words = parameter.substring(4).replace('"', ' ');
        return (" " + words + " ").contains(" next ");
    }
}
