package dev.gatehouse.broker.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// The log of this process. What is set here is in force at once, for all of the process; any
/// thread.
public final class Logging {
    private static final String APPENDER = "STDERR";

    private Logging() {}

    /// Puts settings in force, and drops what [LogLevels] was told before: nothing stays loud by
    /// having been forgotten.
    public static void apply(LogSettings settings) {
        LogLevels.reset();
        context().getLogger(Logger.ROOT_LOGGER_NAME).setLevel(level(settings.level()));
        encoder().ifPresent(encoder -> encoder.use(EventForm.of(settings.format())));
    }

    /// Tells the journal each line's priority from now on.
    public static void toJournal() {
        encoder().ifPresent(encoder -> encoder.forJournal(true));
    }

    static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    static Level level(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
            case TRACE -> Level.TRACE;
        };
    }

    /// There is none where a test or an embedder configured Logback otherwise.
    private static Optional<EventEncoder> encoder() {
        Appender<ILoggingEvent> appender =
                context().getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER);
        return appender instanceof ConsoleAppender<ILoggingEvent> console
                        && console.getEncoder() instanceof EventEncoder encoder
                ? Optional.of(encoder)
                : Optional.empty();
    }
}
