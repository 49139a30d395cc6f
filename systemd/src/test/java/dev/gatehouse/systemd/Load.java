package dev.gatehouse.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Agents that call and push all the time.
final class Load {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestingHost host;
    private final int agents;

    private Load(TestingHost host, int agents) {
        this.host = host;
        this.agents = agents;
    }

    /// Begun once each has its clone.
    static Load begin(ForgeUnit forge, int agents) throws IOException, InterruptedException {
        Load load = new Load(forge.host(), agents);
        forge.host().succeed("mkdir -p /run/load && rm -f /run/load/stop /home/*/ready");
        for (int agent = 1; agent <= agents; agent++) {
            String name = ForgeProcess.name(agent);
            forge.host()
                    .succeed(
                            """
                            id %1$s >/dev/null 2>&1 || useradd --create-home --uid %2$d %1$s
                            systemd-run --quiet --collect --unit load-%1$s --uid %1$s --gid %1$s \
                                sh /opt/systemd/src/test/resources/agent.sh %1$s
                            """
                                    .formatted(name, ForgeUnit.uid(agent)));
        }
        Ran ready = forge.host().await(PATIENCE, "test $(ls /home/*/ready | wc -l) -ge " + agents);
        assertThat(ready.status())
                .as(forge.host().run("journalctl --no-pager -n 40 -u 'load-*'").output())
                .isZero();
        return load;
    }

    /// Lets each end what it has begun.
    void end() throws IOException, InterruptedException {
        host.succeed("touch /run/load/stop");
        Ran ended =
                host.await(
                        PATIENCE,
                        "! systemctl --quiet is-active $(systemctl list-units"
                                + " --plain --no-legend 'load-*' | cut -d ' ' -f 1) load-none");
        assertThat(ended.status()).as("the agents end").isZero();
    }

    /// All that was done, of each agent in its order.
    List<Call> calls() throws IOException, InterruptedException {
        return host.succeed("cd /home && for a in a*; do sed \"s/^/$a /\" $a/log; done")
                .lines()
                .map(line -> line.split(" ", 2))
                .map(words -> Call.of(words[0], words[1]))
                .toList();
    }

    /// What the forge lacks of the commits that it was said to have taken.
    List<String> lostCommits() throws IOException, InterruptedException {
        return host.succeed(
                        """
                        cd /home && for a in a*; do
                            head=$(git -C %1$s rev-parse refs/heads/$a/load)
                            while read -r commit; do
                                git -C %1$s merge-base --is-ancestor $commit $head || echo $a $commit
                            done < $a/pushed
                        done
                        """
                                .formatted(ForgeUnit.repository()))
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /// In a line, for who reads the build's output.
    String summary() throws IOException, InterruptedException {
        List<Call> calls = calls();
        return "%d agents: %d calls and %d pushes, of which %d failed; none took longer than %d ms"
                .formatted(
                        agents,
                        calls.stream().filter(call -> !call.what().equals("push")).count(),
                        calls.stream().filter(call -> call.what().equals("push")).count(),
                        calls.stream().filter(Call::failed).count(),
                        calls.stream().mapToLong(Call::milliseconds).max().orElse(0));
    }

    /// @return the least that any agent did
    long leastPushes() throws IOException, InterruptedException {
        List<Call> calls = calls();
        return IntStream.rangeClosed(1, agents)
                .mapToObj(ForgeProcess::name)
                .mapToLong(name ->
                        calls.stream()
                                .filter(call -> call.agent().equals(name))
                                .filter(call -> call.what().equals("push") && !call.failed())
                                .count())
                .min()
                .orElse(0);
    }
}
