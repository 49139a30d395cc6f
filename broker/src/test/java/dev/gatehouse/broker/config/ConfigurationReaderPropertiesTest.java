package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.config.Reading.Invalid;
import dev.gatehouse.broker.config.Reading.Valid;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConfigurationReaderPropertiesTest {
    private static final Comparator<Problem> BY_POSITION =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    @Property
    void anyTextGivesAConfigurationOrProblems(@ForAll String text) {
        answers(text);
    }

    @Property
    void anyHeapOfYamlsOwnSignsGivesAConfigurationOrProblems(@ForAll @From("heaps") String text) {
        answers(text);
    }

    @Property
    void anyDamageToAValidFileGivesAConfigurationOrProblems(
            @ForAll @From("damagedFiles") String text) {
        answers(text);
    }

    @Provide
    Arbitrary<String> heaps() {
        return piece().list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> damagedFiles() {
        int length = TestingConfiguration.VALID.length();
        Arbitrary<Integer> position = Arbitraries.integers().between(0, length);
        return position.flatMap(from ->
                Arbitraries.integers()
                        .between(from, Math.min(length, from + 12))
                        .flatMap(to -> piece().map(each -> damaged(from, to, each))));
    }

    private static String damaged(int from, int to, String piece) {
        String valid = TestingConfiguration.VALID;
        return valid.substring(0, from) + piece + valid.substring(to);
    }

    private static Arbitrary<String> piece() {
        return Arbitraries.of(
                "\n",
                "\n  ",
                "\n    ",
                " ",
                "\t",
                "- ",
                "? ",
                ": ",
                ",",
                "[",
                "]",
                "{",
                "}",
                "#",
                "&a ",
                "*a ",
                "!b ",
                "!!binary ",
                "|\n",
                ">-\n",
                "'",
                "\"",
                "%YAML 1.2\n",
                "@",
                "`",
                "---\n",
                "...\n",
                "<<: ",
                "~",
                "null",
                "true",
                "0x",
                "1e999",
                "\\x",
                "\r",
                "\u0085",
                "\u2028",
                "\uFEFF",
                "\uD800",
                "\u0000",
                "forge",
                "url",
                "agents",
                "dev",
                "token",
                "grants",
                "roles",
                "push",
                "http://[",
                "999999999999999999999");
    }

    private static void answers(String text) {
        switch (TestingConfiguration.read(text)) {
            case Valid(Configuration configuration, List<Problem> _) ->
                    assertThat(configuration.agents()).as("a configuration").isNotNull();
            case Invalid(List<Problem> problems) -> {
                assertThat(problems).as("in the file's order").isSortedAccordingTo(BY_POSITION);
                assertThat(problems)
                        .as("what, where and what to do")
                        .allSatisfy(ConfigurationReaderPropertiesTest::isWhole);
            }
        }
    }

    private static void isWhole(Problem problem) {
        assertThat(problem.line()).as("line").isPositive();
        assertThat(problem.column()).as("column").isPositive();
        assertThat(problem.message()).as("message").isNotBlank();
        assertThat(problem.remedy()).as("remedy").isNotBlank();
    }
}
