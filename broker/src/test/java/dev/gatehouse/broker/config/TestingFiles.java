package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.config.Reading.Invalid;
import dev.gatehouse.broker.config.Reading.Valid;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/// What must be true of any configuration file.
final class TestingFiles {
    private static final Comparator<Problem> BY_POSITION =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private TestingFiles() {}

    /// What holds for whatever stands in the file.
    static void check(byte[] bytes) {
        String yaml = new String(bytes, StandardCharsets.UTF_8);
        switch (TestingConfiguration.read(yaml)) {
            case Invalid(List<Problem> problems) -> checkProblems(yaml, problems);
            case Valid(Configuration configuration, List<Problem> warnings) -> {
                checkProblems(yaml, warnings);
                assertThat(configuration.agents()).isNotEmpty();
                assertThat(configuration.policy()).isNotNull();
                assertThat(configuration.toString()).isNotEmpty();
            }
        }
    }

    private static void checkProblems(String yaml, List<Problem> problems) {
        assertThat(problems).isSortedAccordingTo(BY_POSITION);
        List<String> lines = List.of(yaml.split("\r\n|[\r\n]", -1));
        for (Problem problem : problems) {
            assertThat(problem.line()).as("%s", problem).isBetween(1, lines.size());
            assertThat(problem.column())
                    .as("%s", problem)
                    .isBetween(1, lines.get(problem.line() - 1).length() + 2);
            assertThat(problem.message()).as("says what").isNotBlank();
            assertThat(problem.remedy()).as("says what to do").isNotBlank();
            assertThat(problem.toString())
                    .as("fits a terminal")
                    .doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f]");
        }
    }
}
