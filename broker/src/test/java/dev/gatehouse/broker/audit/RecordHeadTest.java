package dev.gatehouse.broker.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordHeadTest {
    private static final String GOOD =
            "{\"seq\":1,\"time\":\"2026-11-21T01:02:03.040Z\",\"kind\":\"stopped\",\"prev\":\"0\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"seq\":1}",
                "{\"seq\":1,\"time\":\"2026-11-21T01:02:03.040Z\",\"kind\":\"party\",\"prev\":\"0\"}",
                "{\"seq\":1,\"time\":\"yesterday\",\"kind\":\"stopped\",\"prev\":\"0\"}",
                "{\"seq\":1,\"time\":\"2026-11-21T01:02:03.040Z\",\"kind\":\"outcome\",\"prev\":\"0\"}",
                "{\"seq\":\"1\",\"time\":\"2026-11-21T01:02:03.040Z\",\"kind\":\"stopped\",\"prev\":\"0\"}",
                "{\"seq\":1e99,\"time\":\"2026-11-21T01:02:03.040Z\",\"kind\":\"stopped\",\"prev\":\"0\"}",
                GOOD + GOOD,
                GOOD + "x",
                "{\"seq\":1,\"seq\":1,\"time\":\"2026-11-21T01:02:03.040Z\",\"kind\":\"stopped\",\"prev\":\"0\"}"
            })
    void isNoRecord(String line) {
        assertThat(RecordHead.parse(line.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {GOOD})
    void isARecord(String line) {
        assertThat(RecordHead.parse(line.getBytes(UTF_8))).isPresent();
    }

    @Property
    void survivesAnyBytes(@ForAll byte[] line) {
        assertThatCode(() -> RecordHead.parse(line)).doesNotThrowAnyException();
    }

    @Property
    void survivesAnyValueOfAField(@ForAll String value) {
        String line = GOOD.replace("\"0\"", "\"0\",\"torn\":[{\"file\":" + value + "}]");
        assertThatCode(() -> RecordHead.parse(line.getBytes(UTF_8))).doesNotThrowAnyException();
    }
}
