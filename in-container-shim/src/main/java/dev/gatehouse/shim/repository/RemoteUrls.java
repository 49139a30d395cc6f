package dev.gatehouse.shim.repository;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The `remote.*.url` of a configuration file, in the syntax of git-config(1). Files that it
/// includes are not read. A line that makes no sense ends at its end.
final class RemoteUrls {
    private final String text;
    private final Map<String, String> urls = new LinkedHashMap<>();
    private int at;
    // The remote whose section this is; empty in any other.
    private String remote = "";

    private RemoteUrls(String text) {
        this.text = text;
    }

    /// The first URL of each remote, which is the one that git fetches from.
    static Map<String, String> of(String config) {
        RemoteUrls reader = new RemoteUrls(config);
        while (!reader.isAtEnd()) {
            reader.line();
        }
        return reader.urls;
    }

    private void line() {
        skipBlanks();
        if (peek() == '[') {
            section();
        } else if (isNameChar(peek())) {
            variable();
        } else {
            skipLine();
        }
    }

    /// `[name]` or `[name "subsection"]`; a variable may follow on the same line.
    private void section() {
        at++;
        String name = name();
        skipBlanks();
        String subsection = peek() == '"' ? subsection() : "";
        if (peek() != ']') {
            remote = "";
            skipLine();
            return;
        }
        at++;
        remote = name.equals("remote") ? subsection : "";
    }

    private String subsection() {
        StringBuilder subsection = new StringBuilder();
        at++;
        while (peek() != '"' && peek() != '\n' && !isAtEnd()) {
            at += peek() == '\\' ? 1 : 0;
            subsection.append(peek());
            at++;
        }
        at++;
        return subsection.toString();
    }

    private void variable() {
        String name = name();
        skipBlanks();
        if (peek() != '=') {
            skipLine();
            return;
        }
        at++;
        String value = value();
        if (name.equals("url") && !remote.isEmpty() && !value.isEmpty()) {
            urls.putIfAbsent(remote, WithoutUser.of(value));
        }
    }

    /// Up to the end of the line, which a backslash moves on. Blanks around it, and comments, are
    /// no part of it unless they are in quotes.
    private String value() {
        skipBlanks();
        StringBuilder value = new StringBuilder();
        int end = 0;
        boolean quoted = false;
        while (!isAtEnd() && peek() != '\n') {
            char c = peek();
            if (!quoted && (c == '#' || c == ';')) {
                break;
            }
            at++;
            if (c == '"') {
                quoted = !quoted;
                end = value.length();
            } else if (c == '\\') {
                escaped(value);
                end = value.length();
            } else {
                value.append(c);
                end = !quoted && isBlank(c) ? end : value.length();
            }
        }
        skipLine();
        return value.substring(0, end);
    }

    private void escaped(StringBuilder value) {
        char c = peek();
        at++;
        switch (c) {
            case '\n' -> {}
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'b' -> value.append('\b');
            default -> value.append(c);
        }
    }

    private String name() {
        int start = at;
        while (isNameChar(peek())) {
            at++;
        }
        return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private void skipBlanks() {
        while (isBlank(peek())) {
            at++;
        }
    }

    private void skipLine() {
        while (!isAtEnd() && peek() != '\n') {
            at++;
        }
        at++;
    }

    private boolean isAtEnd() {
        return at >= text.length();
    }

    /// A NUL after the end, which is no part of anything.
    private char peek() {
        return isAtEnd() ? '\0' : text.charAt(at);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private static boolean isNameChar(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.';
    }
}
