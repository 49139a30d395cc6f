package dev.gatehouse.shim.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.shim.console.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayMergeTest {
    private static String merge(int blockBytes, List<String> pages) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ArrayMerge merge = new ArrayMerge(output);
        for (String page : pages) {
            byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
            for (int at = 0; at < bytes.length; at += blockBytes) {
                merge.write(bytes, at, Math.min(blockBytes, bytes.length - at));
            }
            merge.endPage();
        }
        merge.end();
        return output.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[1,2] | [3] | [1,2,3]",
                "[] | [] | []",
                "[] | [1] | [1]",
                "[1] | [] | [1]",
                "[ 1 ] | [ 2 ] | [1 ,2 ]",
                "[[1],{\"a\":[]}] | [[]] | [[1],{\"a\":[]},[]]",
                "[\"]\"] | [\"[\"] | [\"]\",\"[\"]",
                "[\"\\\"]\"] | [\"\\\\\"] | [\"\\\"]\",\"\\\\\"]",
                "{\"a\":1} | {\"b\":[2]} | {\"a\":1}{\"b\":[2]}",
                "[1] | {\"a\":1} | [1]{\"a\":1}",
                "{\"a\":1} | [1] | {\"a\":1}[1]",
            })
    void makesOneArrayOfTwo(String first, String second, String merged) throws IOException {
        for (int blockBytes = 1; blockBytes < 8; blockBytes++) {
            assertThat(merge(blockBytes, List.of(first, second)))
                    .as("in blocks of %d bytes", blockBytes)
                    .isEqualTo(merged);
        }
    }

    @Test
    void dropsBlanksAroundArrays() throws IOException {
        assertThat(merge(64, List.of("\n [1]\n", "\t[2]\r\n"))).isEqualTo("[1,2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1", "[\"a]", "[{]", "[1]]", "[1] x", "["})
    void refusesAPageThatIsNotOneArray(String page) {
        assertThatThrownBy(() -> merge(64, List.of(page)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("not JSON");
    }

    @Property(tries = 500)
    void keepsEveryItemInOrder(
            @ForAll("pages") List<List<String>> pages,
            @ForAll @IntRange(min = 1, max = 40) int blockBytes)
            throws IOException {
        List<String> texts =
                pages.stream().map(items -> "[" + String.join(",", items) + "]").toList();
        List<String> all = pages.stream().flatMap(List::stream).toList();

        String merged = merge(blockBytes, texts);

        assertThat(merged).isEqualTo(texts.isEmpty() ? "" : "[" + String.join(",", all) + "]");
    }

    @Provide
    Arbitrary<List<List<String>>> pages() {
        return Arbitraries.of(
                        "1",
                        "\"a\"",
                        "\"]\"",
                        "\"\\\"\"",
                        "\"\\\\\"",
                        "[]",
                        "[[\"[\"]]",
                        "{}",
                        "{\"k]\":[1,{\"x\":\"}\"}]}",
                        "null")
                .list()
                .ofMaxSize(4)
                .list()
                .ofMaxSize(4);
    }
}
