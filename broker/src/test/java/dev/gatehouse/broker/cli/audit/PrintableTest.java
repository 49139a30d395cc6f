package dev.gatehouse.broker.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "refs/heads/dev/x, refs/heads/dev/x",
        "gr\u00fcn, gr\u00fcn",
        "a\u001b[2Jb, a\\u001B[2Jb",
        "a\u202eb, a\\u202Eb",
        "a\u009b31mb, a\\u009B31mb",
        "a\u007fb, a\\u007Fb"
    })
    void showsNothingThatSteersATerminal(String recorded, String shown) {
        assertThat(Printable.text(recorded)).isEqualTo(shown);
    }

    @Property
    boolean leavesNoControlCharacter(@ForAll String recorded) {
        return Printable.text(recorded).chars().noneMatch(Character::isISOControl)
                && Printable.json(recorded).chars().allMatch(unit -> unit >= ' ' && unit <= '~');
    }

    @Property
    void keepsTheMeaningOfJson(@ForAll String text) {
        JsonMapper json = new JsonMapper();
        String line = json.writeValueAsString(text);

        assertThat(json.readTree(Printable.json(line))).isEqualTo(json.readTree(line));
    }
}
