package dev.gatehouse.broker.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/// Writes events in the form in force. For the journal each line begins with its priority in angle
/// brackets, which journald takes off (sd-daemon(3)): it would take every line of standard error
/// for one of the same priority else.
///
/// Logback makes it, by name; any thread may change it.
public final class EventEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private volatile EventForm form = EventForm.of(LogFormat.TEXT);
    private volatile boolean forJournal;

    void use(EventForm next) {
        form = next;
    }

    void forJournal(boolean next) {
        forJournal = next;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String prefix = forJournal ? "<" + priority(event.getLevel()) + ">" : "";
        StringBuilder text = new StringBuilder();
        for (String line : form.lines(event)) {
            text.append(prefix).append(line).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// By syslog(3).
    private static int priority(Level level) {
        return switch (level.levelInt) {
            case Level.ERROR_INT -> 3;
            case Level.WARN_INT -> 4;
            case Level.INFO_INT -> 6;
            default -> 7;
        };
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
