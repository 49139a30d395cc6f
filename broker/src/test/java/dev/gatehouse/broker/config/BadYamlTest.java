package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadYamlTest {
    @ParameterizedTest(name = "{index}: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                             | 1:1: the file is empty; begin with 'forge' and 'agents'
                    `# nothing`                    | 1:1: the file is empty; begin with 'forge' and 'agents'
                    null                           | 1:1: the file is empty; begin with 'forge' and 'agents'
                    ---                            | 1:1: the file is empty; begin with 'forge' and 'agents'
                    []                             | 1:1: a mapping was expected, not a list; write 'key: value' lines below it
                    7                              | 1:1: a mapping was expected, not a number; write 'key: value' lines below it
                    a: [1\\n                       | 2:1: a '[' or '{' before this is not closed, or a ',' is missing; close it, or put the ',' in
                    a: {b: 1\\nc: 2                | 2:2: a '[' or '{' before this is not closed, or a ',' is missing; close it, or put the ',' in
                    a: 'x                          | 1:6: a quote is never closed; close it above here
                    forge:\\n\\turl: x             | 2:1: a tab stands in the indentation; indent with spaces; YAML refuses tabs
                    forge: url: x                  | 1:11: a ': ' cannot stand here; put the value in quotes, or start a new line
                    forge: @x                      | 1:8: a value cannot start with this character; put the value in quotes
                    ? [a]\\n: 1                    | 1:4: only plain words can be keys; write the key without brackets, '*' or '?'
                    forge: "\\q"                   | 1:10: this escape is not known in double quotes; use single quotes, or write \\\\ for a backslash
                    forge:\\n  url: x\\n agents: y | 3:2: this does not line up with the lines above; give the keys of one mapping the same indentation
                    forge\\nagents: 1              | 2:7: a ': ' cannot stand here; put the value in quotes, or start a new line
                    agents: {}\\n}                 | 2:1: this does not line up with the lines above; give the keys of one mapping the same indentation
                    """)
    void refusesWhatIsNotOnePlainYamlMapping(String text, String expected) {
        String yaml = TestingConfiguration.unescaped(text);

        assertThat(TestingConfiguration.problems(yaml))
                .as("one problem, with its place and what to do")
                .containsExactly("gatehouse.yaml:" + expected);
    }
}
