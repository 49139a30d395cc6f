package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadTopLevelTest {
    @ParameterizedTest(name = "{index}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    agents: | audit: { file: audit.jsonl }\\nagents: | 3:16: audit.file: an absolute path was expected; begin it with '/'
                    agents: | audit: { sync: alway }\\nagents:       | 3:16: audit.sync: 'alway' is not a way to sync; did you mean 'always'?
                    agents: | audit: { sync: never }\\nagents:       | 3:16: audit.sync: 'never' is not a way to sync; use one of: interval, always
                    agents: | audit: { rotate: 1KiB }\\nagents:      | 3:18: audit.rotate: the size is out of range; use 1MiB to 64GiB
                    agents: | audit: { rotate: big }\\nagents:       | 3:18: audit.rotate: a size was expected, not a text; write one such as 64MiB; units are KiB, MiB and GiB
                    agents: | audit: yes\\nagents:                   | 3:8: audit: a mapping was expected, not a text; write 'key: value' lines below it
                    agents: | runtime-dir: run\\nagents:             | 3:14: runtime-dir: an absolute path was expected; begin it with '/'
                    agents: | state-dir: ~/state\\nagents:           | 3:12: state-dir: an absolute path was expected; begin it with '/'
                    agents: | state-dir: "/a\\0b"\\nagents:          | 3:12: state-dir: this cannot be a path; write one such as /etc/gatehouse/name
                    agents: | alarm-command: mail root\\nagents:     | 3:16: alarm-command: a list was expected, not a text; write it as [a, b]
                    agents: | alarm-command: [mail, 7]\\nagents:     | 3:23: alarm-command: a text was expected, not a number; put the value in quotes
                    agents: | alarm-command: []\\nagents:            | 3:16: alarm-command: an empty list names no program; write it as [/usr/bin/program, argument]
                    agents: | log: { format: jsonl }\\nagents:      | 3:16: log.format: 'jsonl' is not a format of log lines; did you mean 'json'?
                    agents: | log: { level: verbose }\\nagents:     | 3:15: log.level: 'verbose' is not a level; use one of: error, warn, info, debug, trace
                    agents: | log: json\\nagents:                   | 3:6: log: a mapping was expected, not a text; write 'key: value' lines below it
                    agents: | alarm: [mail]\\nagents:                | 3:1: 'alarm' is not a key here; use one of: forge, agents, audit, runtime-dir, state-dir, alarm-command, workers, prices, metrics, log
                    agents: | metrics: { listen: "0.0.0.0:9464" }\\nagents: | 3:20: metrics.listen: an address of this machine's loopback and a port were expected; write one such as 127.0.0.1:9464 or [::1]:9464; the admin socket serves metrics, too
                    agents: | metrics: { listen: "localhost:9464" }\\nagents: | 3:20: metrics.listen: an address of this machine's loopback and a port were expected; write one such as 127.0.0.1:9464 or [::1]:9464; the admin socket serves metrics, too
                    agents: | metrics: { listen: "127.0.0.999:9464" }\\nagents: | 3:20: metrics.listen: an address of this machine's loopback and a port were expected; write one such as 127.0.0.1:9464 or [::1]:9464; the admin socket serves metrics, too
                    agents: | metrics: { listen: "127.0.0.1:65536" }\\nagents: | 3:20: metrics.listen: an address of this machine's loopback and a port were expected; write one such as 127.0.0.1:9464 or [::1]:9464; the admin socket serves metrics, too
                    agents: | metrics: { listen: 9464 }\\nagents:         | 3:20: metrics.listen: a text was expected, not a number; put the value in quotes
                    agents: | metrics: {}\\nagents:                      | 3:10: metrics: 'listen' is missing; add it, such as 127.0.0.1:9464, or remove 'metrics'
                    agents: | state-dri: /x\\nagents:                | 3:1: 'state-dri' is not a key here; did you mean 'state-dir'?
                    agents: | <<: { state-dir: /x }\\nagents:        | 3:1: this is not a key here; use one of: forge, agents, audit, runtime-dir, state-dir, alarm-command, workers, prices, metrics, log
                    """)
    void refusesBadSettingsOfTheBrokerItself(String piece, String instead, String expected) {
        String yaml = TestingConfiguration.with(piece, instead);

        assertThat(TestingConfiguration.problems(yaml))
                .as("one problem, with its place and what to do")
                .containsExactly("gatehouse.yaml:" + expected);
    }
}
