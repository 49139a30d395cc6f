package dev.gatehouse.broker.log;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The form of log lines.
public enum LogFormat {
    /// For people: level, logger and message; a stack trace on indented lines below.
    TEXT,
    /// For programs: one JSON object a line, the stack trace in it.
    JSON;

    /// As it stands in the configuration.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(LogFormat::word).toList();
    }

    /// @param word one of [#words]
    public static LogFormat ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
