package dev.gatehouse.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhraseTest {
    private static final String TOKEN = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/api/v1/user?token=hunter2",
                "q=hunter2",
                "a&b",
                "a%20b",
                "two\nlines",
                "tab\there",
                "gr\u00fcn",
                "token " + TOKEN
            })
    void refusesWhatMayCarryASecret(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Phrase(text))
                .satisfies(e ->
                        assertThat(e)
                                .as("the text is not repeated")
                                .message()
                                .doesNotContain("hunter2", TOKEN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /api/v1/user?token=hunter2 refused | GET [masked] refused",
                "Authorization: token " + TOKEN + " | Authorization: token [masked]",
                "Basic ZGV2LWJvdDpodW50ZXIyaHVudGVyMmh1bnRlcjI= | Basic [masked]",
                "agents.dev.grants[0] (line 12) | agents.dev.grants[0] (line 12)",
                "push to dev/** | push to dev/**"
            })
    void masksWordsThatMayCarryASecret(String text, String masked) {
        assertThat(Phrase.masked(text).text()).isEqualTo(masked);
    }

    @Property
    void masksAnyTextIntoAPhrase(@ForAll String text) {
        assertThat(Phrase.masked(text).text()).matches("[ -~]{1,200}");
    }

    @Property
    void letsNoTokenThroughWhateverStandsAroundIt(
            @ForAll @StringLength(max = 1200) String before,
            @ForAll @AlphaChars @NumericChars @StringLength(min = 32, max = 64) String token,
            @ForAll @StringLength(max = 50) String after) {
        assertThat(Phrase.masked(before + token + after).text()).doesNotContain(token);
    }

    @Property
    void letsNoQueryValueThrough(
            @ForAll @StringLength(max = 1200) String before,
            @ForAll @AlphaChars @StringLength(min = 8, max = 20) String value) {
        assertThat(Phrase.masked(before + " /x?q=" + value).text()).doesNotContain(value);
    }
}
