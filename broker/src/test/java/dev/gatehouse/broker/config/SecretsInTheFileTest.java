package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsInTheFileTest {
    @ParameterizedTest(name = "{index}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    { file: /etc/gatehouse/tokens/dev } | hunter2                                                | 6:12: agents.dev.token: secrets never stand in this file; say where the token is, as { file: /etc/gatehouse/tokens/NAME }; if the token stood here, replace it: it has been seen
                    { file: /etc/gatehouse/tokens/dev } | 1234567                                                | 6:12: agents.dev.token: secrets never stand in this file; say where the token is, as { file: /etc/gatehouse/tokens/NAME }; if the token stood here, replace it: it has been seen
                    { file: /etc/gatehouse/tokens/dev } | ``                                                     | 6:11: agents.dev.token: a mapping was expected, not nothing; write 'key: value' lines below it
                    { file: /etc/gatehouse/tokens/dev } | [hunter2]                                              | 6:12: agents.dev.token: a mapping was expected, not a list; write 'key: value' lines below it
                    { file: /etc/gatehouse/tokens/dev } | {}                                                     | 6:12: agents.dev.token: exactly one of 'file', 'credential' and 'command' was expected; say once where the token is
                    { file: /etc/gatehouse/tokens/dev } | { file: tokens/dev }                                   | 6:20: agents.dev.token.file: an absolute path was expected; begin it with '/'
                    { file: /etc/gatehouse/tokens/dev } | { file: ~/dev }                                        | 6:20: agents.dev.token.file: an absolute path was expected; begin it with '/'
                    { file: /etc/gatehouse/tokens/dev } | { file: 7 }                                            | 6:20: agents.dev.token.file: a text was expected, not a number; put the value in quotes
                    { file: /etc/gatehouse/tokens/dev } | { file: /a, credential: dev }                          | 6:12: agents.dev.token: exactly one of 'file', 'credential' and 'command' was expected; say once where the token is
                    { file: /etc/gatehouse/tokens/dev } | { file: /a, hunter2: x }                               | 6:24: agents.dev.token: this is not a key here; use one of: file, credential, command
                    { file: /etc/gatehouse/tokens/dev } | { file: /a, fil: x }                                   | 6:24: agents.dev.token: this is not a key here; did you mean 'file'?
                    { file: /etc/gatehouse/tokens/dev } | { credential: ../dev }                                 | 6:26: agents.dev.token.credential: this is not the name of a systemd credential; write the name from LoadCredential=, without any path
                    { file: /etc/gatehouse/tokens/dev } | { credential: [dev] }                                  | 6:26: agents.dev.token.credential: a text was expected, not a list; write one plain value
                    { file: /etc/gatehouse/tokens/dev } | { command: pass show x }                               | 6:23: agents.dev.token.command: a list was expected, not a text; write it as [a, b]
                    { file: /etc/gatehouse/tokens/dev } | { command: [] }                                        | 6:23: agents.dev.token.command: an empty list names no program; write it as [/usr/bin/program, argument]
                    { file: /etc/gatehouse/tokens/dev } | { command: [pass, ""] }                                | 6:30: agents.dev.token.command: an empty text says nothing; give it a value, or remove the key
                    { file: /etc/gatehouse/tokens/dev } | { command: [pass, 7] }                                 | 6:30: agents.dev.token.command: a text was expected, not a number; put the value in quotes
                    { uid: 10001, gid: 10001 }          | { uid: 10001, gid: 10001 }\\n    password: hunter2     | 8:5: agents.dev: secrets never stand in this file; keep it in a file of its own, name that file under 'token' or 'key', and replace the secret: it has been seen
                    { uid: 10001, gid: 10001 }          | { uid: 10001, gid: 10001 }\\n    api_key: hunter2      | 8:5: agents.dev: secrets never stand in this file; keep it in a file of its own, name that file under 'token' or 'key', and replace the secret: it has been seen
                    agents:                             | token: hunter2\\nagents:                               | 3:1: secrets never stand in this file; keep it in a file of its own, name that file under 'token' or 'key', and replace the secret: it has been seen
                    agents:                             | token: { file: /a }\\nagents:                          | 3:1: 'token' is not a key here; use one of: forge, agents, audit, runtime-dir, state-dir, alarm-command, workers, prices, metrics, log
                    agents:                             | `# 0123456789abcdef0123456789abcdef01234567\\nagents:` | 3:3: secrets never stand in this file; keep it in a file of its own, name that file under 'token' or 'key', and replace the secret: it has been seen
                    agents:                             | `# -----BEGIN OPENSSH PRIVATE KEY-----\\nagents:`      | 3:3: secrets never stand in this file; keep it in a file of its own, name that file under 'token' or 'key', and replace the secret: it has been seen
                    """)
    void refusesWhateverIsOrHidesASecret(String piece, String instead, String expected) {
        String yaml = TestingConfiguration.with(piece, instead);

        assertThat(TestingConfiguration.problems(yaml))
                .as("one problem, with its place and what to do")
                .containsExactly("gatehouse.yaml:" + expected);
    }
}
