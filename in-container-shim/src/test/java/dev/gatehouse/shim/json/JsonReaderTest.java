package dev.gatehouse.shim.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static Json read(String text) throws NotJson {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsEveryKindOfValue() throws NotJson {
        Json json =
                read(
                        " {\"text\":\"a\\n\\u00e9\\\"\",\"numbers\":[0,-1.5e+3,2E1],"
                                + "\"yes\":true,\"nothing\":null,\"empty\":{},\"none\":[]} ");

        assertThat(json.get("text").asText()).isEqualTo("a\n\u00e9\"");
        assertThat(json.get("numbers").items())
                .extracting(Json::asText)
                .containsExactly("0", "-1.5e+3", "2E1");
        assertThat(json.get("yes").asText()).isEqualTo("true");
        assertThat(json.get("nothing").asText()).isEmpty();
        assertThat(json.get("none").items()).isEmpty();
    }

    @Test
    void findsNothingWhereNothingIs() throws NotJson {
        assertThat(read("[1]").get("a").get("b").asText()).isEmpty();
        assertThat(read("{}").items()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "{a:1}",
                "{\"a\"}",
                "[1 2]",
                "1 2",
                "{} x",
                "'a'",
                "\"a",
                "\"a\nb\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "01",
                "-",
                "1.",
                ".5",
                "1e",
                "+1",
                "NaN",
                "True",
                "nul",
                "/* */1",
            })
    void refusesWhatIsNotStrictJson(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(NotJson.class);
    }

    @Test
    void refusesWhatIsTooDeep() {
        assertThatThrownBy(() -> read("[".repeat(10_000) + "]".repeat(10_000)))
                .as("a deep document must not overflow the stack")
                .isInstanceOf(NotJson.class)
                .hasMessageContaining("too deep");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThatThrownBy(() -> JsonReader.read(new byte[] {'"', (byte) 0xff, '"'}))
                .isInstanceOf(NotJson.class);
    }

    @Property(tries = 2_000)
    void readsOrRefusesAnything(@ForAll @Size(max = 60) byte[] noise) {
        try {
            assertThat(JsonReader.read(noise)).isNotNull();
        } catch (NotJson refused) {
            assertThat(refused).hasMessageContaining("not JSON");
        }
    }

    @Property(tries = 500)
    void readsEveryStringThatIsWritten(@ForAll String text) throws NotJson {
        StringBuilder json = new StringBuilder();
        String whole =
                text.codePoints()
                        .filter(c -> c < 0xd800 || c > 0xdfff)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        JsonStrings.append(json, whole);

        assertThat(read(json.toString()).asText()).isEqualTo(whole);
    }
}
