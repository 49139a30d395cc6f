package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadAgentsTest {
    @ParameterizedTest(name = "{index}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    dev:                       | Dev:                                                                                                                    | 4:3: agents: 'Dev' is not an agent name; use 1 to 32 of a-z, 0-9 and '-', with no '-' at either end
                    dev:                       | -dev:                                                                                                                   | 4:3: agents: '-dev' is not an agent name; use 1 to 32 of a-z, 0-9 and '-', with no '-' at either end
                    dev:                       | a.b:                                                                                                                    | 4:3: agents: 'a.b' is not an agent name; use 1 to 32 of a-z, 0-9 and '-', with no '-' at either end
                    dev:                       | a0123456789012345678901234567890b:                                                                                      | 4:3: agents: this is not an agent name; use 1 to 32 of a-z, 0-9 and '-', with no '-' at either end
                    account: dev-bot           | account: dev bot                                                                                                        | 5:14: agents.dev.account: 'dev bot' is not a Forgejo account; use letters, digits, '.', '_' and '-', at most 40
                    account: dev-bot           | account: 123                                                                                                            | 5:14: agents.dev.account: a text was expected, not a number; put the value in quotes
                    account: dev-bot           | account: true                                                                                                           | 5:14: agents.dev.account: a text was expected, not true or false; put the value in quotes
                    account: dev-bot           | account: ""                                                                                                             | 5:14: agents.dev.account: an empty text says nothing; give it a value, or remove the key
                    `    account: dev-bot\\n`  | ``                                                                                                                      | 5:5: agents.dev: 'account' is missing; name the Forgejo user whose token this is
                    account: dev-bot           | account: dev-bot\\n    account: dev-bot                                                                                 | 6:5: agents.dev: 'account' is given twice, first in line 5; keep one of them
                    { uid: 10001, gid: 10001 } | { uid: 10001 }                                                                                                          | 7:13: agents.dev.socket: 'gid' is missing; add the worker's gid on the host
                    { uid: 10001, gid: 10001 } | { gid: 10001 }                                                                                                          | 7:13: agents.dev.socket: 'uid' is missing; add the worker's uid on the host
                    { uid: 10001, gid: 10001 } | { uid: "10001", gid: 1 }                                                                                                | 7:20: agents.dev.socket.uid: a number was expected, not a text; write it in digits, without quotes
                    { uid: 10001, gid: 10001 } | { uid: 010, gid: 1 }                                                                                                    | 7:20: agents.dev.socket.uid: a number was expected, not a text; write it in digits, without quotes
                    { uid: 10001, gid: 10001 } | { uid: 1.5, gid: 1 }                                                                                                    | 7:20: agents.dev.socket.uid: the number is out of range; use a whole number from 0 to 2147483647
                    { uid: 10001, gid: 10001 } | { uid: -1, gid: 1 }                                                                                                     | 7:20: agents.dev.socket.uid: the number is out of range; use a whole number from 0 to 2147483647
                    { uid: 10001, gid: 10001 } | { uid: 1, gid: 4294967295 }                                                                                             | 7:28: agents.dev.socket.gid: the number is out of range; use a whole number from 0 to 2147483647
                    { uid: 10001, gid: 10001 } | { uid: 1, gid: 99999999999999999999 }                                                                                   | 7:28: agents.dev.socket.gid: the number is out of range; use a whole number from 0 to 2147483647
                    { uid: 10001, gid: 10001 } | { uid: 1, gid: 1, pid: 1 }                                                                                              | 7:31: agents.dev.socket: 'pid' is not a key here; did you mean 'gid'?
                    { uid: 10001, gid: 10001 } | 10001                                                                                                                   | 7:13: agents.dev.socket: a mapping was expected, not a number; write 'key: value' lines below it
                    { uid: 10001, gid: 10001 } | { uid: 10001, gid: 10001 }\\n    container: a/b                                                                         | 8:16: agents.dev.container: 'a/b' is not a container's name; use letters, digits, '_', '.' and '-'
                    { uid: 10001, gid: 10001 } | { uid: 10001, gid: 10001 }\\n    limits: { requests-per-minute: 0 }                                                     | 8:36: agents.dev.limits.requests-per-minute: the number is out of range; use a whole number from 1 to 10000000
                    { uid: 10001, gid: 10001 } | { uid: 10001, gid: 10001 }\\n    limits: { requests-per-minute: 1e3 }                                                   | 8:36: agents.dev.limits.requests-per-minute: the number is out of range; use a whole number from 1 to 10000000
                    { uid: 10001, gid: 10001 } | { uid: 10001, gid: 10001 }\\n    limits: { concurrent: 1001 }                                                           | 8:27: agents.dev.limits.concurrent: the number is out of range; use a whole number from 1 to 1000
                    { uid: 10001, gid: 10001 } | { uid: 10001, gid: 10001 }\\n    limits: { body: 512 }                                                                  | 8:21: agents.dev.limits.body: a size was expected, not a number; write one such as 64MiB; units are KiB, MiB and GiB
                    { uid: 10001, gid: 10001 } | { uid: 10001, gid: 10001 }\\n    limits: { body: 512MB }                                                                | 8:21: agents.dev.limits.body: a size was expected, not a text; write one such as 64MiB; units are KiB, MiB and GiB
                    { uid: 10001, gid: 10001 } | { uid: 10001, gid: 10001 }\\n    limits: { body: 0KiB }                                                                 | 8:21: agents.dev.limits.body: the size is out of range; use 1KiB to 64GiB
                    { uid: 10001, gid: 10001 } | { uid: 10001, gid: 10001 }\\n    limits: { body: 999999999GiB }                                                         | 8:21: agents.dev.limits.body: the size is out of range; use 1KiB to 64GiB
                    { uid: 10001, gid: 10001 } | { uid: 10001, gid: 10001 }\\n    limits: { bodies: 1 }                                                                  | 8:15: agents.dev.limits: 'bodies' is not a key here; use one of: requests-per-minute, concurrent, body, pack
                    { uid: 10001, gid: 10001 } | { uid: 10001, gid: 10001 }\\n    grant: []                                                                              | 8:5: agents.dev: 'grant' is not a key here; did you mean 'grants'?
                    agents:                    | runtime-dir: /srv/a-directory-with-a-name-long-enough-that-nothing-else-fits-into-an-address-of-a-unix-socket\\nagents: | 5:3: agents: the path of this agent's socket would be 118 bytes long, and Linux allows 107; shorten 'runtime-dir' or the agent's name
                    """)
    void refusesAnAgentThatIsNotOne(String piece, String instead, String expected) {
        String yaml = TestingConfiguration.with(piece, instead);

        assertThat(TestingConfiguration.problems(yaml))
                .as("one problem, with its place and what to do")
                .containsExactly("gatehouse.yaml:" + expected);
    }
}
