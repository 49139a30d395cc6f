package dev.gatehouse.broker.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.config.yaml.Node.Entry;
import dev.gatehouse.broker.config.yaml.Node.Mapping;
import dev.gatehouse.broker.config.yaml.Node.Scalar;
import dev.gatehouse.broker.config.yaml.Node.ScalarKind;
import dev.gatehouse.broker.config.yaml.Node.Sequence;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTest {
    @Test
    void keepsThePlaceOfEveryKeyAndValueAndDuplicatesToo() {
        Document document = Document.read("a: 1\nb: [x, 'true']\na: true\nc:\n");

        assertThat(document.faults()).as("plain YAML").isEmpty();
        assertThat(document.root())
                .as("the tree")
                .contains(
                        new Mapping(
                                new Place(1, 1),
                                List.of(
                                        entry(1, 1, "a", scalar(1, 4, ScalarKind.NUMBER, "1")),
                                        entry(
                                                2,
                                                1,
                                                "b",
                                                new Sequence(
                                                        new Place(2, 4),
                                                        List.of(
                                                                text(2, 5, "x"),
                                                                text(2, 8, "true")))),
                                        entry(3, 1, "a", scalar(3, 4, ScalarKind.BOOLEAN, "true")),
                                        entry(4, 1, "c", scalar(4, 3, ScalarKind.NOTHING, "")))));
    }

    @Test
    void hasNoRootWhereNothingIsSaid() {
        assertThat(Document.read("# only this\n").root()).as("a comment").isEmpty();
    }

    @ParameterizedTest(name = "{index}: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a: &x 1\\nb: *x       | 2:4  | aliases (*name) are not read
                    a: !!str 1            | 1:4  | tags (!name) are not read
                    a: !mine [x]          | 1:4  | tags (!name) are not read
                    a: !!binary "%%%"     | 1:18 | this is not YAML
                    a: 1\\n---\\nb: 2     | 3:1  | a second YAML document starts here
                    a: 1\\n---            | 2:4  | a second YAML document starts here
                    """)
    void refusesWhatLetsOneTextStandForAnother(String written, String place, String message) {
        Document document = Document.read(written.translateEscapes());

        assertThat(document.faults())
                .as("one fault")
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.place()).as("where").hasToString(place);
                    assertThat(fault.message()).as("what").isEqualTo(message);
                });
    }

    @ParameterizedTest(name = "{index}: {1}")
    @CsvSource({
        "'a: \"\u0007\"',     1:5, U+0007",
        "'a:\n  b: \uD800', 2:6, U+D800",
        "'a: \uFFFF',       1:4, U+FFFF",
        "'a: x\uFEFF',      1:5, U+FEFF"
    })
    void refusesCharactersThatYamlDoesNotAllow(String text, String place, String character) {
        assertThat(Document.read(text).faults())
                .as("one fault")
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.place()).as("where").hasToString(place);
                    assertThat(fault.message())
                            .as("what")
                            .isEqualTo("the character " + character + " is not allowed in YAML");
                });
    }

    @Test
    void refusesDeepNestingInsteadOfOverflowingTheStack() {
        Document document = Document.read("[".repeat(100_000));

        assertThat(document.root()).as("no tree").isEmpty();
        assertThat(document.faults())
                .as("at the first bracket too many")
                .containsExactly(
                        new Fault(
                                new Place(1, 34), "more than 32 levels of nesting", "remove some"));
    }

    @Test
    void expandsNothingHoweverManyAliasesThereAre() {
        String bomb =
                IntStream.range(1, 30)
                        .mapToObj(at ->
                                "a" + at + ": &a" + at + " [*a" + (at - 1) + ", *a" + (at - 1)
                                        + "]")
                        .collect(Collectors.joining("\n", "a0: &a0 x\n", "\n"));

        assertThat(Document.read(bomb).faults()).as("each alias, once").hasSize(58);
    }

    @Test
    void saysNothingOfTheTextItHolds() {
        assertThat(Document.read("password: hunter2\nlist: [hunter2]").toString())
                .as("the tree's text form")
                .doesNotContain("hunter2")
                .doesNotContain("password");
    }

    private static Entry entry(int line, int column, String key, Node value) {
        return new Entry(new Place(line, column), key, value);
    }

    private static Scalar text(int line, int column, String text) {
        return scalar(line, column, ScalarKind.TEXT, text);
    }

    private static Scalar scalar(int line, int column, ScalarKind kind, String text) {
        return new Scalar(new Place(line, column), kind, text);
    }
}
