package dev.gatehouse.broker.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventEncoderTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final EventEncoder encoder = new EventEncoder();

    @Test
    void writesLevelLoggerAndMessageAsText() {
        assertThat(encoded(TestingEvent.of(Level.WARN, "no connection to Forgejo")))
                .as("a line for people")
                .isEqualTo("WARN  TokenStore: no connection to Forgejo\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one\nERROR TokenStore: forged",
                "one\r\nERROR TokenStore: forged",
                "one\u0085ERROR TokenStore: forged",
                "one\u2028ERROR TokenStore: forged",
                "one\u2029ERROR TokenStore: forged",
                "one\u000bERROR TokenStore: forged",
                "one\fERROR TokenStore: forged"
            })
    void keepsOneEventOnOneLineWhateverItsMessageHolds(String message) {
        String text = encoded(TestingEvent.of(Level.INFO, message));
        encoder.use(EventForm.of(LogFormat.JSON));
        String json = encoded(TestingEvent.of(Level.INFO, message));

        assertThat(text.lines()).as("lines as Java counts them").hasSize(1);
        assertThat(text).as("the text's separators").doesNotContainPattern("[\\v&&[^\\n]]");
        assertThat(json.lines()).as("lines of JSON").hasSize(1);
        assertThat(JSON.readTree(json).path("message").asString())
                .as("nothing of the message is lost in JSON")
                .isEqualTo(message);
    }

    @ParameterizedTest
    @EnumSource(LogFormat.class)
    void leavesNothingThatATerminalActsOn(LogFormat format) {
        encoder.use(EventForm.of(format));

        String line =
                encoded(
                        TestingEvent.of(
                                Level.INFO,
                                "clear \u001b[2J, title \u009d0;x\u0007, turned \u202egnp.exe"));

        assertThat(line.strip().chars())
                .as("escape sequences and marks of direction are written out")
                .noneMatch(each ->
                        Character.isISOControl(each)
                                || Character.getType(each) == Character.FORMAT);
        assertThat(line).as("what was there can be read").containsIgnoringCase("\\u001b[2J");
    }

    @Test
    void indentsEachLineOfAStackTrace() {
        ILoggingEvent event =
                TestingEvent.of(
                        Level.ERROR,
                        "the audit cannot be written",
                        new IOException("disk full\nINFO  Broker: all is well"));

        List<String> lines = encoded(event).lines().toList();

        assertThat(lines.getFirst())
                .as("the event")
                .isEqualTo("ERROR TokenStore: the audit cannot be written");
        assertThat(lines.subList(1, lines.size()))
                .as("no line of a trace passes for an event")
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.startsWith("    "));
    }

    @Test
    void writesAStackTraceIntoTheOneObject() {
        encoder.use(EventForm.of(LogFormat.JSON));

        String line = encoded(TestingEvent.of(Level.ERROR, "broken", new IOException("disk full")));
        JsonNode json = JSON.readTree(line);

        assertThat(line.lines()).as("one event, one line").hasSize(1);
        assertThat(json.path("level").asString()).as("level").isEqualTo("error");
        assertThat(json.path("logger").asString()).as("logger").isEqualTo(TestingEvent.LOGGER);
        assertThat(json.path("at").asString()).as("time in UTC").matches("\\d{4}-.*T.*Z");
        assertThat(json.path("error").asString())
                .as("the trace")
                .startsWith("java.io.IOException: disk full")
                .contains("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"ERROR, <3>", "WARN, <4>", "INFO, <6>", "DEBUG, <7>", "TRACE, <7>"})
    void tellsTheJournalThePriorityOfEveryLine(String level, String prefix) {
        encoder.forJournal(true);

        assertThat(
                        encoded(TestingEvent.of(Level.valueOf(level), "x", new IOException("y")))
                                .lines())
                .as("journald takes each line by itself")
                .allMatch(line -> line.startsWith(prefix));
    }

    private String encoded(ILoggingEvent event) {
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
