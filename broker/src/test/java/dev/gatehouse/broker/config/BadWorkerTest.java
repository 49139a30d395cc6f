package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadWorkerTest {
    @ParameterizedTest(name = "{index}: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    image: "a b"              | image: 'a b' is not an image; write one such as gatehouse-worker:shell
                    image: --privileged       | image: '--privileged' is not an image; write one such as gatehouse-worker:shell
                    memory: 1MiB              | memory: the size is out of range; use 64MiB to 1024GiB
                    memory: 2                 | memory: a size was expected, not a number; write one such as 64MiB; units are KiB, MiB and GiB
                    cpus: 0                   | cpus: the number is out of range; use one from 0.01 to 1024
                    cpus: 1e3                 | cpus: the number is out of range; use one from 0.01 to 1024
                    cpus: two                 | cpus: a number was expected, not a text; write it in digits, without quotes
                    pids: 1                   | pids: the number is out of range; use a whole number from 32 to 1000000
                    tmp: 1KiB                 | tmp: the size is out of range; use 1MiB to 1024GiB
                    network: host             | network: 'host' is not a network for a worker; write none, or the name of a Docker network; never the host's
                    network: "container:x"    | network: 'container:x' is not a network for a worker; write none, or the name of a Docker network; never the host's
                    time-zone: Mars/Olympus   | time-zone: 'Mars/Olympus' is not a time zone; write one such as Europe/Berlin, or UTC
                    mounts: /srv              | mounts: a list was expected, not a text; write it as [a, b]
                    mounts: [{ source: /srv }] | mounts[0]: 'target' is missing; name the place in the container
                    mounts: [{ source: a, target: /mnt/a }] | mounts[0].source: an absolute path was expected; begin it with '/'
                    privileged: true          | 'privileged' is not a key here; use one of: image, memory, cpus, pids, tmp, network, time-zone, mounts
                    """)
    void refusesWhatAContainerCannotBe(String line, String expected) {
        assertThat(TestingConfiguration.problems(with(line)))
                .as("one problem, with what to do")
                .singleElement()
                .asString()
                .endsWith(expected);
    }

    @Test
    void refusesAContainerOfTwoAgents() {
        String two =
                with("image: x:y").replace("    worker:", "    container: shared\n    worker:")
                        + """
                          qa:
                            account: qa-bot
                            token: { credential: qa }
                            socket: { uid: 10002, gid: 10002 }
                            container: shared
                            grants: []
                        """;

        assertThat(TestingConfiguration.problems(two))
                .as("who shares a container shares an identity")
                .singleElement()
                .asString()
                .contains("agents.qa.container: another agent has container 'shared'");
    }

    @Test
    void warnsOfANetwork() {
        assertThat(TestingConfiguration.warnings(with("network: bridge")))
                .as("it opens other ways than the broker")
                .singleElement()
                .asString()
                .contains("agents.dev.worker.network", "the forge itself");
    }

    private static String with(String line) {
        return TestingConfiguration.with(
                "socket: {", "worker:\n      " + line.strip() + "\n    socket: {");
    }
}
