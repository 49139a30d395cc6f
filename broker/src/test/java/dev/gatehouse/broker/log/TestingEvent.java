package dev.gatehouse.broker.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.jspecify.annotations.Nullable;

/// One event as Logback hands it to an encoder.
final class TestingEvent {
    static final String LOGGER = "dev.gatehouse.broker.credential.TokenStore";

    private TestingEvent() {}

    static ILoggingEvent of(Level level, String message) {
        return of(level, message, null);
    }

    static ILoggingEvent of(Level level, String message, @Nullable Throwable thrown) {
        return new LoggingEvent(
                TestingEvent.class.getName(),
                new LoggerContext().getLogger(LOGGER),
                level,
                message,
                thrown,
                new Object[0]);
    }
}
