package dev.gatehouse.broker.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.ArrayList;
import java.util.List;

/// Level, logger's simple name and message, without a time: journald and container engines add
/// theirs. The lines of a stack trace follow, indented, so that none passes for an event.
record TextForm() implements EventForm {
    private static final String INDENT = "    ";

    @Override
    public List<String> lines(ILoggingEvent event) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%-5s %s: %s"
                        .formatted(
                                event.getLevel(),
                                simpleName(event.getLoggerName()),
                                OneLine.of(event.getFormattedMessage())));
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            ThrowableProxyUtil.asString(thrown)
                    .lines()
                    .map(line -> INDENT + OneLine.of(line.replace("\t", INDENT)))
                    .forEach(lines::add);
        }
        return lines;
    }

    static String simpleName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
