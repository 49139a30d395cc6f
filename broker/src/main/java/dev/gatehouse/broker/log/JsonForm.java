package dev.gatehouse.broker.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One JSON object, in ASCII: `at`, `level`, `logger`, `thread`, `message`, and `error` with the
/// stack trace where there is one. The names are those of the audit log and the admin socket.
record JsonForm() implements EventForm {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public List<String> lines(ILoggingEvent event) {
        ObjectNode members = JSON.createObjectNode();
        members.put("at", event.getInstant().toString());
        members.put("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
        members.put("logger", event.getLoggerName());
        members.put("thread", event.getThreadName());
        members.put("message", event.getFormattedMessage());
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            members.put("error", ThrowableProxyUtil.asString(thrown));
        }
        return List.of(JSON.writeValueAsString(members));
    }
}
