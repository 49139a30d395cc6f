package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadOperationsTest {
    @ParameterizedTest(name = "{index}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    roles: [contribute] | roles: [contribute]\\n        allow: [issueCreateLable]      | 11:17: agents.dev.grants[0].allow: 'issueCreateLable' is not an operation; did you mean 'issueCreateLabel'?
                    roles: [contribute] | roles: [contribute]\\n        allow: [nothingLikeIt]         | 11:17: agents.dev.grants[0].allow: 'nothingLikeIt' is not an operation; use one of: issueCreateLabel, issueDelete, issueListLabels, repoCreateKey
                    roles: [contribute] | roles: [contribute]\\n        deny: [issueDelet]             | 11:16: agents.dev.grants[0].deny: 'issueDelet' is not an operation; did you mean 'issueDelete'?
                    roles: [contribute] | allow: [issueDelete]                                         | 10:17: agents.dev.grants[0].allow: 'issueDelete' is risky (destructive), and the grant does not accept that; remove it, or add accept-risk: [destructive] to the grant
                    roles: [contribute] | allow: [repoCreateKey]                                       | 10:17: agents.dev.grants[0].allow: 'repoCreateKey' is risky (credential-minting, exfiltration), and the grant does not accept that; remove it, or add accept-risk: [credential-minting, exfiltration] to the grant
                    roles: [contribute] | allow: [repoCreateKey]\\n        accept-risk: [exfiltration] | 10:17: agents.dev.grants[0].allow: 'repoCreateKey' is risky (credential-minting), and the grant does not accept that; remove it, or add accept-risk: [credential-minting] to the grant
                    roles: [contribute] | allow: [issueListLabels]\\n        accept-risk: [destructiv] | 11:23: agents.dev.grants[0].accept-risk: 'destructiv' is not a risk; did you mean 'destructive'?
                    roles: [contribute] | roles: [contribute]\\n        accept-risk: destructive       | 11:22: agents.dev.grants[0].accept-risk: a list was expected, not a text; write it as [a, b]
                    """)
    void refusesOperationsUnknownOrRisky(String piece, String instead, String expected) {
        String yaml = TestingConfiguration.with(piece, instead);

        assertThat(TestingConfiguration.problems(yaml))
                .as("one problem, with its place and what to do")
                .containsExactly("gatehouse.yaml:" + expected);
    }
}
