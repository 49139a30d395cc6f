package dev.gatehouse.broker.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;

/// Puts one event into lines.
@FunctionalInterface
interface EventForm {
    /// At least one line, none with a line break in it.
    List<String> lines(ILoggingEvent event);

    static EventForm of(LogFormat format) {
        return switch (format) {
            case TEXT -> new TextForm();
            case JSON -> new JsonForm();
        };
    }
}
