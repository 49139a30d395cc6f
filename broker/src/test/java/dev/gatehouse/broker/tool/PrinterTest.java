package dev.gatehouse.broker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrinterTest {
    private static final Printer PLAIN = new Printer(OptionalInt.empty(), false);

    /// Anybody writes titles, names, bodies, logs and files on a forge.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b]0;title\u0007", // the terminal's title
                "\u001b[2J", // an empty screen
                "\u009b31m", // the same as one character
                "\u202egnp.exe", // turns the direction of writing
                "\u200b", // is not to be seen
                "\u0000\b\u007f",
                "\ud800",
                "a\rb" // would write over the line
            })
    void showsNothingThatATerminalActsOn(String hostile) {
        List<View> views =
                List.of(
                        new View.Table(List.of("TITLE"), List.of(List.of(hostile)), "none"),
                        new View.Card(hostile, List.of(new View.Fact("by", hostile)), hostile),
                        new View.Line(hostile),
                        new View.Text(hostile),
                        new View.Sequence(List.of(new View.Text(hostile))));

        for (View view : views) {
            assertThat(PLAIN.print(view).replace("\n", "").codePoints())
                    .as(view.toString())
                    .noneMatch(point ->
                            Character.isISOControl(point)
                                    || Character.getType(point) == Character.FORMAT
                                    || Character.getType(point) == Character.SURROGATE);
        }
    }

    @Test
    void keepsACellOnItsLine() {
        View table =
                new View.Table(List.of("A", "B"), List.of(List.of("one\ntwo\tthree", "x")), "none");

        assertThat(PLAIN.print(table)).isEqualTo("A              B\none two three  x\n");
    }

    @Test
    void cutsTheWidestColumnWhereTheTerminalIsNarrow() {
        View table =
                new View.Table(
                        List.of("N", "TITLE"), List.of(List.of("1", "x".repeat(100))), "none");

        assertThat(new Printer(OptionalInt.of(30), false).print(table).lines())
                .as("the cut is to be seen")
                .allMatch(line -> line.length() <= 30)
                .last()
                .asString()
                .endsWith("x\u2026");
        assertThat(PLAIN.print(table)).as("nothing is cut for a file").contains("x".repeat(100));
    }

    @Test
    void saysWhereThereIsNothing() {
        assertThat(PLAIN.print(new View.Table(List.of("N"), List.of(), "no issues match")))
                .isEqualTo("no issues match\n");
    }

    @Test
    void leavesMarkdownAsItIs() {
        assertThat(PLAIN.print(new View.Text("# Title\n\n- *a*\tb")))
                .isEqualTo("# Title\n\n- *a*\tb\n");
    }

    @Test
    void usesBoldOnlyWhereThatIsWanted() {
        View table = new View.Table(List.of("N"), List.of(List.of("1")), "none");

        assertThat(PLAIN.print(table)).doesNotContain("\u001b");
        assertThat(new Printer(OptionalInt.empty(), true).print(table)).startsWith("\u001b[1mN");
    }
}
