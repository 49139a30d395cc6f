package dev.gatehouse.broker.log;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// From which level on events are written.
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE;

    /// As it stands in the configuration and in requests to the admin socket.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(LogLevel::word).toList();
    }

    /// The level of that word; empty for any other.
    public static Optional<LogLevel> ofWord(String word) {
        return Arrays.stream(values()).filter(level -> level.word().equals(word)).findFirst();
    }
}
