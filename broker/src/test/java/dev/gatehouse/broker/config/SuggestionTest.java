package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> WORDS =
            List.of("read", "triage", "review", "contribute", "maintain");

    @ParameterizedTest
    @CsvSource({
        "contribut, contribute",
        "contrubite, contribute",
        "CONTRIBUTE, contribute",
        "raed, read",
        "reed, read",
        "reviews, review"
    })
    void findsTheWordThatWasMeant(String written, String meant) {
        assertThat(Suggestion.nearest(written, WORDS)).as("a slip of the hand").contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"write", "xxxx", "''", "administer"})
    void suggestsNothingWhereNothingIsNear(String written) {
        assertThat(Suggestion.nearest(written, WORDS)).as("no guess at random").isEmpty();
    }

    @Test
    void takesTheFirstInTheAlphabetOfEquallyNearWords() {
        assertThat(Suggestion.nearest("bat", List.of("cat", "bag", "bar")))
                .as("the same answer each time")
                .contains("bag");
    }

    @Test
    void countsASwapOfNeighboursOnce() {
        assertThat(Suggestion.distance("raed", "read")).as("one slip").isEqualTo(1);
    }

    @Test
    void listsTheWordsWhereTheyAreFewAndPointsElsewhereWhereTheyAreMany() {
        List<String> many = IntStream.range(0, 500).mapToObj(at -> "operation" + at).toList();

        assertThat(Suggestion.remedy("x", WORDS))
                .as("few")
                .isEqualTo("use one of: read, triage, review, contribute, maintain");
        assertThat(Suggestion.remedy("x", many)).as("many").contains("gatehouse policy roles");
    }
}
