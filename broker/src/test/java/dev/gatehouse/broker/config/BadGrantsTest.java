package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadGrantsTest {
    @ParameterizedTest(name = "{index}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    roles: [contribute]                                         | roles: [contribut]                          | 10:17: agents.dev.grants[0].roles: 'contribut' is not a role; did you mean 'contribute'?
                    roles: [contribute]                                         | roles: [Contribute]                         | 10:17: agents.dev.grants[0].roles: 'Contribute' is not a role; did you mean 'contribute'?
                    roles: [contribute]                                         | roles: [zzz]                                | 10:17: agents.dev.grants[0].roles: 'zzz' is not a role; use one of: read, triage, review, contribute, maintain
                    roles: [contribute]                                         | roles: [7]                                  | 10:17: agents.dev.grants[0].roles: a text was expected, not a number; put the value in quotes
                    roles: [contribute]                                         | roles: contribute                           | 10:16: agents.dev.grants[0].roles: a list was expected, not a text; write it as [a, b]
                    roles: [contribute]                                         | roles:                                      | 10:15: agents.dev.grants[0].roles: a list was expected, not nothing; write it as [a, b]
                    roles: [contribute]                                         | roles: [[read]]                             | 10:17: agents.dev.grants[0].roles: a text was expected, not a list; write one plain value
                    roles: [contribute]                                         | roles: []                                   | 9:9: agents.dev.grants[0]: the grant gives nothing; add 'roles' or 'allow'
                    roles: [contribute]                                         | roles: [contribute]\\n        roles: [read] | 11:9: agents.dev.grants[0]: 'roles' is given twice, first in line 10; keep one of them
                    roles: [contribute]                                         | roles: [contribute]\\n        role: [read]  | 11:9: agents.dev.grants[0]: 'role' is not a key here; did you mean 'roles'?
                    [charles/lib]                                               | []                                          | 9:23: agents.dev.grants[0].repositories: the grant covers no repository; name one as OWNER/NAME
                    [charles/lib]                                               | charles/lib                                 | 9:23: agents.dev.grants[0].repositories: a list was expected, not a text; write it as [a, b]
                    [charles/lib]                                               | [lib]                                       | 9:24: agents.dev.grants[0].repositories: 'lib' is not OWNER/NAME; use A-Za-z0-9._- on both sides of one '/', and '*' only in the name
                    [charles/lib]                                               | ["*/lib"]                                   | 9:24: agents.dev.grants[0].repositories: '*/lib' is not OWNER/NAME; use A-Za-z0-9._- on both sides of one '/', and '*' only in the name
                    [charles/lib]                                               | [charles/a/b]                               | 9:24: agents.dev.grants[0].repositories: 'charles/a/b' is not OWNER/NAME; use A-Za-z0-9._- on both sides of one '/', and '*' only in the name
                    [charles/lib]                                               | [charles/lib.git]                           | 9:24: agents.dev.grants[0].repositories: 'charles/lib.git' is how git's URL ends, not the repository's name; leave '.git' off
                    repositories: [charles/lib]\\n        roles                 | roles                                       | 9:9: agents.dev.grants[0]: 'repositories' is missing; add repositories: [OWNER/NAME]
                    - repositories: [charles/lib]\\n        roles: [contribute] | all                                         | 9:7: agents.dev.grants: a list was expected, not a text; write it as [a, b]
                    """)
    void refusesAGrantThatIsNotOne(String piece, String instead, String expected) {
        String yaml = TestingConfiguration.with(piece, instead);

        assertThat(TestingConfiguration.problems(yaml))
                .as("one problem, with its place and what to do")
                .containsExactly("gatehouse.yaml:" + expected);
    }
}
