package dev.gatehouse.broker.config;

import dev.gatehouse.broker.log.LogFormat;
import dev.gatehouse.broker.log.LogLevel;
import dev.gatehouse.broker.log.LogSettings;

/// Reads `log`, both of whose keys have defaults.
final class LogReader {
    private LogReader() {}

    static LogSettings read(Section root) {
        return root.optional("log")
                .flatMap(value -> value.section(Block.LOG))
                .map(LogReader::settings)
                .orElse(LogSettings.DEFAULT);
    }

    private static LogSettings settings(Section log) {
        return new LogSettings(
                log.optional("format")
                        .flatMap(value -> value.word("a format of log lines", LogFormat.words()))
                        .map(LogFormat::ofWord)
                        .orElse(LogSettings.DEFAULT.format()),
                log.optional("level")
                        .flatMap(value -> value.word("a level", LogLevel.words()))
                        .flatMap(LogLevel::ofWord)
                        .orElse(LogSettings.DEFAULT.level()));
    }
}
