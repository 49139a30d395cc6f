package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.config.Reading.Invalid;
import dev.gatehouse.broker.config.Reading.Valid;
import dev.gatehouse.broker.route.Risk;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A small valid file and a small catalogue.
final class TestingConfiguration {
    static final Map<String, Set<Risk>> OPERATIONS =
            Map.of(
                    "issueCreateLabel", Set.of(),
                    "issueListLabels", Set.of(),
                    "issueDelete", Set.of(Risk.DESTRUCTIVE),
                    "repoCreateKey", Set.of(Risk.CREDENTIAL_MINTING, Risk.EXFILTRATION));

    static final String VALID =
            """
            forge:
              url: https://forge.example.org
            agents:
              dev:
                account: dev-bot
                token: { file: /etc/gatehouse/tokens/dev }
                socket: { uid: 10001, gid: 10001 }
                grants:
                  - repositories: [charles/lib]
                    roles: [contribute]
            """;

    private TestingConfiguration() {}

    /// The valid file with one piece of it replaced; `\n` and `\t` stand for what they name.
    static String with(String piece, String instead) {
        assertThat(VALID).as("the piece to replace is there").contains(unescaped(piece));
        return VALID.replace(unescaped(piece), unescaped(instead));
    }

    static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t");
    }

    static Reading read(String yaml) {
        return new ConfigurationReader(OPERATIONS).read("gatehouse.yaml", yaml);
    }

    static Valid valid(String yaml) {
        return switch (read(yaml)) {
            case Valid valid -> valid;
            case Invalid(List<Problem> problems) -> throw new AssertionError(problems);
        };
    }

    static List<String> problems(String yaml) {
        return switch (read(yaml)) {
            case Valid(Configuration _, List<Problem> _) -> List.of();
            case Invalid(List<Problem> problems) ->
                    problems.stream().map(Problem::toString).toList();
        };
    }

    static List<String> warnings(String yaml) {
        return valid(yaml).warnings().stream().map(Problem::toString).toList();
    }
}
