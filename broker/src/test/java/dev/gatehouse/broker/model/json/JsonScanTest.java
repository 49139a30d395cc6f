package dev.gatehouse.broker.model.json;

import static dev.gatehouse.broker.model.json.TestingScans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.model.json.JsonProgress.Unfinished;
import dev.gatehouse.broker.model.json.JsonProgress.Whole;
import dev.gatehouse.broker.model.json.TestingScans.Found;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonScanTest {
    @Test
    void tellsTheWantedValuesInOrderAndNoOthers() {
        assertThat(
                        scan("""
                        {"model": "claude-\\u0073onnet", "stream": true,
                         "messages": [{"model": "hidden", "stream": false}],
                         "max_tokens": 4096, "metadata": {"model": null},
                         "stream_options": {"include_usage": null, "x": {"include_usage": 1}},
                         "requests": [1, {"params": {"model": "a"}}, {"params": [{"model": "b"}]}],
                         "usage": {"input_tokens": 1e3}}
                        """)
                                .found())
                .isEqualTo(
                        List.of(
                                new Found("model", new JsonValue.Text("claude-sonnet")),
                                new Found("stream", new JsonValue.Flag(true)),
                                new Found("max_tokens", new JsonValue.Numeral("4096")),
                                new Found("stream_options.include_usage", new JsonValue.Nothing()),
                                new Found("requests[]", new JsonValue.Numeral("1")),
                                new Found("requests[]", new JsonValue.Composite(false)),
                                new Found("requests[].params.model", new JsonValue.Text("a")),
                                new Found("requests[]", new JsonValue.Composite(false)),
                                new Found("usage.input_tokens", new JsonValue.Numeral("1e3"))));
    }

    @Test
    void tellsAValueBeforeTheDocumentEnds() {
        List<String> found = new ArrayList<>();
        JsonScan scan = new JsonScan(TestingScans.PATHS, (path, value) -> found.add(path));

        byte[] head = "{\"model\":\"a\"".getBytes(StandardCharsets.UTF_8);

        assertThat(scan.accept(head, 0, head.length)).isEqualTo(new Unfinished());
        assertThat(found).containsExactly("model");
    }

    @Test
    void staysWithTheFirstDefect() {
        JsonScan scan = new JsonScan(TestingScans.PATHS, (path, value) -> {});
        byte[] bytes = "{]}".getBytes(StandardCharsets.UTF_8);

        JsonProgress defect = scan.accept(bytes, 0, bytes.length);

        assertThat(defect).isInstanceOf(JsonProgress.Defect.class);
        assertThat(scan.accept(bytes, 0, 1)).isEqualTo(defect);
        assertThat(scan.end()).isEqualTo(defect);
    }

    @Test
    void passesALongStringQuicklyAndWithoutKeepingIt() {
        JsonScan scan = new JsonScan(TestingScans.PATHS, (path, value) -> {});
        byte[] head = "{\"data\":\"".getBytes(StandardCharsets.UTF_8);
        byte[] piece = new byte[1 << 16];
        Arrays.fill(piece, (byte) 'A');
        scan.accept(head, 0, head.length);
        long begin = System.nanoTime();
        int pieces = (200 << 20) / piece.length;
        for (int times = 0; times < pieces; times++) {
            scan.accept(piece, 0, piece.length);
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        byte[] tail = "\",\"model\":\"a\"}".getBytes(StandardCharsets.UTF_8);
        scan.accept(tail, 0, tail.length);

        assertThat(scan.end()).isEqualTo(new Whole());
        assertThat(taken)
                .as("200 MiB; far slower would hold up an event loop")
                .isLessThan(Duration.ofSeconds(5));
    }
}
