package dev.gatehouse.broker.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The levels of single loggers, changed while the process runs. They hold until the configuration
/// is read again or the process ends.
///
/// Any thread.
public final class LogLevels {
    /// What came of a change.
    public sealed interface Change {
        /// @param loggers the full names of those that have the level now, and all below them
        record Changed(List<String> loggers) implements Change {
            public Changed {
                loggers = List.copyOf(loggers);
            }
        }

        /// Nothing logs by that name, nor below it. Names that nobody uses are not taken up: each
        /// would stay in memory for good.
        record NoSuchLogger() implements Change {}
    }

    private static final String ROOT = "root";

    /// The levels from before the first change; an empty one is inherited.
    private static final Map<String, Optional<Level>> BEFORE = new HashMap<>();

    private LogLevels() {}

    /// Sets the level of one logger and of those below it.
    ///
    /// @param name `root` for all; a logger's full name, or a package that has loggers, such as
    ///   `dev.gatehouse.broker.credential`; or the simple name that stands in log lines, such as
    ///   `TokenStore`, of which there may be several
    public static synchronized Change set(String name, LogLevel level) {
        List<Logger> loggers = named(name);
        if (loggers.isEmpty()) {
            return new Change.NoSuchLogger();
        }
        for (Logger logger : loggers) {
            BEFORE.putIfAbsent(logger.getName(), Optional.ofNullable(logger.getLevel()));
            logger.setLevel(Logging.level(level));
        }
        return new Change.Changed(loggers.stream().map(Logger::getName).toList());
    }

    /// Puts back the level that a logger had before it was changed, if it was.
    ///
    /// @param name as for [#set]
    public static synchronized Change restore(String name) {
        List<Logger> loggers = named(name);
        if (loggers.isEmpty()) {
            return new Change.NoSuchLogger();
        }
        for (Logger logger : loggers) {
            Optional<Level> before = BEFORE.remove(logger.getName());
            if (before != null) {
                logger.setLevel(before.orElse(null));
            }
        }
        return new Change.Changed(loggers.stream().map(Logger::getName).toList());
    }

    /// Puts back every level that was changed.
    static synchronized void reset() {
        BEFORE.forEach(
                (name, level) -> Logging.context().getLogger(name).setLevel(level.orElse(null)));
        BEFORE.clear();
    }

    private static List<Logger> named(String name) {
        if (name.equalsIgnoreCase(ROOT)) {
            return List.of(Logging.context().getLogger(Logger.ROOT_LOGGER_NAME));
        }
        List<Logger> all = Logging.context().getLoggerList();
        // Logback makes the loggers of all packages above a logger too.
        List<Logger> exact = all.stream().filter(it -> it.getName().equals(name)).toList();
        return exact.isEmpty()
                ? all.stream().filter(it -> TextForm.simpleName(it.getName()).equals(name)).toList()
                : exact;
    }
}
