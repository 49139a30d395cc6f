package dev.gatehouse.broker;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/// What the broker in this process logs while it is open.
public final class LogRecorder implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    private LogRecorder() {
        events.start();
        root.addAppender(events);
    }

    public static LogRecorder start() {
        return new LogRecorder();
    }

    public String text() {
        return List.copyOf(events.list).stream()
                .map(event -> event.getFormattedMessage() + event.getThrowableProxy())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        root.detachAppender(events);
    }
}
