package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadPushRulesTest {
    @ParameterizedTest(name = "{index}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    roles: [contribute] | roles: [contribute]\\n        push: { branches: [refs/heads/main] }  | 11:28: agents.dev.grants[0].push.branches: patterns hold short names; leave 'refs/heads/' or 'refs/tags/' off and write 'main'
                    roles: [contribute] | roles: [contribute]\\n        push: { tags: [refs/tags/v*] }         | 11:24: agents.dev.grants[0].push.tags: patterns hold short names; leave 'refs/heads/' or 'refs/tags/' off and write 'v*'
                    roles: [contribute] | roles: [contribute]\\n        push: { branches: [refs/pull/1/head] } | 11:28: agents.dev.grants[0].push.branches: only branches and tags can be granted, by their short names; write one such as main or dev/**
                    roles: [contribute] | roles: [contribute]\\n        push: { branches: [refs/heads/] }      | 11:28: agents.dev.grants[0].push.branches: only branches and tags can be granted, by their short names; write one such as main or dev/**
                    roles: [contribute] | roles: [contribute]\\n        push: { branches: ["dev/?"] }          | 11:28: agents.dev.grants[0].push.branches: this is not a pattern of branch or tag names; write one such as main, dev/* or dev/**; only '*' and '**' are wildcards
                    roles: [contribute] | roles: [contribute]\\n        push: { branches: [/x] }               | 11:28: agents.dev.grants[0].push.branches: '/x' is not a pattern of branch or tag names; write one such as main, dev/* or dev/**; only '*' and '**' are wildcards
                    roles: [contribute] | roles: [contribute]\\n        push: { branches: [x/] }               | 11:28: agents.dev.grants[0].push.branches: 'x/' is not a pattern of branch or tag names; write one such as main, dev/* or dev/**; only '*' and '**' are wildcards
                    roles: [contribute] | roles: [contribute]\\n        push: { branches: [a b] }              | 11:28: agents.dev.grants[0].push.branches: 'a b' is not a pattern of branch or tag names; write one such as main, dev/* or dev/**; only '*' and '**' are wildcards
                    roles: [contribute] | roles: [contribute]\\n        push: { branches: [""] }               | 11:28: agents.dev.grants[0].push.branches: an empty text says nothing; give it a value, or remove the key
                    roles: [contribute] | roles: [contribute]\\n        push: { branches: [a..b] }             | 11:28: agents.dev.grants[0].push.branches: 'a..b' is not a pattern of branch or tag names; write one such as main, dev/* or dev/**; only '*' and '**' are wildcards
                    roles: [contribute] | roles: [contribute]\\n        push: { branches: main }               | 11:27: agents.dev.grants[0].push.branches: a list was expected, not a text; write it as [a, b]
                    roles: [contribute] | roles: [contribute]\\n        push: { branch: [main] }               | 11:17: agents.dev.grants[0].push: 'branch' is not a key here; did you mean 'branches'?
                    roles: [contribute] | roles: [contribute]\\n        push: { create: yes }                  | 11:25: agents.dev.grants[0].push.create: true or false was expected, not a text; write true or false, without quotes
                    roles: [contribute] | roles: [contribute]\\n        push: { force: "true" }                | 11:24: agents.dev.grants[0].push.force: true or false was expected, not a text; write true or false, without quotes
                    roles: [contribute] | roles: [contribute]\\n        push: { delete: 1 }                    | 11:25: agents.dev.grants[0].push.delete: true or false was expected, not a number; write true or false, without quotes
                    roles: [contribute] | roles: [contribute]\\n        push: [main]                           | 11:15: agents.dev.grants[0].push: a mapping was expected, not a list; write 'key: value' lines below it
                    """)
    void refusesAPushRuleThatCouldNotMatchOrMeansSomethingElse(
            String piece, String instead, String expected) {
        String yaml = TestingConfiguration.with(piece, instead);

        assertThat(TestingConfiguration.problems(yaml))
                .as("one problem, with its place and what to do")
                .containsExactly("gatehouse.yaml:" + expected);
    }
}
