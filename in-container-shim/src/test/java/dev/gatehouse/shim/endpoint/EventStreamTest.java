package dev.gatehouse.shim.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.shim.console.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventStreamTest {
    private static List<String> events(EventStream stream) throws IOException {
        List<String> events = new ArrayList<>();
        byte[] data = stream.next();
        while (data != null) {
            events.add(new String(data, StandardCharsets.UTF_8));
            data = stream.next();
        }
        return events;
    }

    private static EventStream stream(String text) {
        return new EventStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data: {}\\n\\n | {}",
                "data:{}\\n\\n | {}",
                "data: {}\\r\\n\\r\\n | {}",
                "data: {}\\r\\r | {}",
                "\\n\\ndata: {}\\n\\n\\n | {}",
                ": ping\\n\\ndata: {}\\n: ping\\n\\n | {}",
                "event: message\\nid: 7\\ndata: {}\\n\\n | {}",
                "data: {\"a\":\\ndata: 1}\\n\\n | {\"a\": 1}",
                "id: 1\\ndata:\\n\\ndata: {}\\n\\n | {}",
                "data\\n\\ndata: {}\\n\\n | {}",
                "other: x\\nmore\\ndata: {}\\n\\n | {}",
                "data:  Größe\\n\\n | ' Größe'",
                "data: 1\\n\\ndata: 2\\n\\n | 1,2",
                "data: 1\\n\\ndata: 2\\n | 1",
                "data: 1\\n\\ndata: 2 | 1",
            })
    void readsTheDataOfEvents(String escaped, String expected) throws IOException {
        String text = escaped.strip().replace("\\n", "\n").replace("\\r", "\r");

        assertThat(events(stream(text))).containsExactly(expected.split(","));
    }

    @Test
    void remembersWhereItIs() throws IOException {
        EventStream stream = stream("retry: 250\nid: a7\ndata: 1\n\nretry: x\nid: b\0\n\n");
        events(stream);

        assertThat(stream.lastId()).as("one with a NUL is none").isEqualTo("a7");
        assertThat(stream.retryMillis()).isEqualTo(250);
    }

    @Test
    void keepsNoMoreThanAMessage() {
        EventStream endless = stream("data: " + " ".repeat(EventStream.LIMIT_BYTES));

        assertThatThrownBy(endless::next)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("more than 8 MiB");
    }

    @Property
    void readsTheSameHoweverItArrives(@ForAll @IntRange(min = 1, max = 40) int blockBytes)
            throws IOException {
        byte[] bytes =
                ": x\r\n\r\ndata: {\"a\":\r\ndata: \"ö\"}\r\n\r\nid: 3\ndata: 2\n\n"
                        .getBytes(StandardCharsets.UTF_8);
        InputStream slow =
                new ByteArrayInputStream(bytes) {
                    @Override
                    public synchronized int read(byte[] block, int offset, int length) {
                        return super.read(block, offset, Math.min(length, blockBytes));
                    }
                };

        assertThat(events(new EventStream(slow))).containsExactly("{\"a\": \"ö\"}", "2");
    }
}
