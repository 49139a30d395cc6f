package dev.gatehouse.shim.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"\"",
                "{\"a\":[1,-2.50,1e9,true,false,null],\"b\":{\"c\":[[],{}]}}",
                "\"Größe 大 🙂 \\\" \\\\ \\n\\r\\t\\u0000\\u001f\"",
            })
    void writesWhatItReadWithoutBlanks(String json) throws NotJson {
        String spaced = json.replace(",", " ,\n ").replace(":", " : ");

        assertThat(JsonText.of(JsonReader.read(spaced.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(json);
    }
}
