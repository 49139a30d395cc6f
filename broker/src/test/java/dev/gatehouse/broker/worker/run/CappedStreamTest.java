package dev.gatehouse.broker.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CappedStreamTest {
    @ParameterizedTest
    @CsvSource({
        "10, 'abc', 'abc', false",
        "3, 'abc', 'abc', false",
        "2, 'abc', 'ab|[gatehouse: 1 bytes more were not kept]|', true",
        "2, 'a|bc', 'a|[gatehouse: 2 bytes more were not kept]|', true",
        "0, 'abc', '[gatehouse: 3 bytes more were not kept]|', true",
        "4, 'abc;defgh', 'abcd|[gatehouse: 4 bytes more were not kept]|', true",
        "3, 'abc;;d', 'abc|[gatehouse: 1 bytes more were not kept]|', true",
        "0, '', '', false"
    })
    void keepsSoManyBytesAndSaysWhatIsMissing(
            long most, String parts, String kept, boolean truncated) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CappedStream stream = new CappedStream(out, most);
        for (String part : List.of(parts.replace('|', '\n').split(";"))) {
            byte[] bytes = ("x" + part + "x").getBytes(StandardCharsets.UTF_8);
            stream.write(bytes, 1, bytes.length - 2);
        }
        stream.finish();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(kept.replace('|', '\n'));
        assertThat(stream.truncated()).isEqualTo(truncated);
        assertThat(stream.bytes()).isEqualTo(parts.replace(";", "").length());
    }
}
