package dev.gatehouse.broker.log;

/// How the daemon logs.
///
/// @param level of all loggers but those of libraries, which stay quieter
public record LogSettings(LogFormat format, LogLevel level) {
    public static final LogSettings DEFAULT = new LogSettings(LogFormat.TEXT, LogLevel.INFO);
}
