package dev.gatehouse.broker.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoffTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--json|\\-\\-json",
                ".so /etc/passwd|\\&.so /etc/passwd",
                "'quoted'|\\(aqquoted\\(aq",
                "a\\nb|a\\enb",
                "~/x^y`z|\\(ti/x\\(hay\\(gaz",
                "caf\u00e9|caf\\[u00E9]",
            })
    void showsTextAsItIs(String text, String roff) {
        assertThat(Roff.text(text)).isEqualTo(roff);
    }

    @Test
    void keepsEmptyLines() {
        assertThat(Roff.text("a\n\n.b")).isEqualTo("a\n\\&\n\\&.b");
    }

    @Test
    void quotesTheArgumentsOfMacros() {
        Roff page = new Roff("a \"b\"", 1, "", "x", "y");

        assertThat(page.toString()).startsWith(".TH \"A \"\"B\"\"\" 1 \"\" \"x\" \"y\"\n");
    }

    @Property
    void noTextBecomesARequestOrAnEscapeOfItsOwn(@ForAll String text) {
        assertThat(Roff.text(text).lines())
                .allSatisfy(line -> assertThat(line).doesNotStartWith(".").doesNotStartWith("'"))
                .allSatisfy(line ->
                        assertThat(line)
                                .matches(
                                        "([ -~&&[^\\\\]]|\\\\[e&-]|\\\\\\((aq|ga|ha|ti)|\\\\\\[u[0-9A-F]{4,6}])*"));
    }
}
