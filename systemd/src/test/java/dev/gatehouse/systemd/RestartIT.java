package dev.gatehouse.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The broker goes away and comes back while sixteen agents call and push all the time.
@NeedsHost
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class RestartIT {
    private static final int AGENTS = 16;
    private static final Duration BACK = Duration.ofMinutes(2);

    /// Long enough for calls between two of them.
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static TestingHost host;
    private static ForgeUnit forge;

    @BeforeAll
    static void serve() throws Exception {
        host = TestingHost.start();
        forge = host.serveAgents(AGENTS);
        host.succeed("systemctl start gatehouse.service");
    }

    @AfterAll
    static void close() throws Exception {
        host.close();
    }

    @Test
    void noCallFailsAndNoPushIsLostOverRestarts() throws Exception {
        Load load = Load.begin(forge, AGENTS);
        int restarts = Integer.getInteger("gatehouse.restarts", 20);
        for (int round = 0; round < restarts; round++) {
            Thread.sleep(PAUSE);
            host.succeed("systemctl restart gatehouse.service");
        }
        Thread.sleep(PAUSE);
        load.end();

        System.out.println("RestartIT, " + restarts + " restarts, " + load.summary());
        assertThat(load.calls()).as(host.journal()).noneMatch(Call::failed);
        assertEverythingArrived(load);
    }

    @Test
    void onlyCallsUnderWayFailWhenItIsKilled() throws Exception {
        Load load = Load.begin(forge, AGENTS);
        List<Call.Moment> kills = new ArrayList<>();
        for (int round = 0; round < Integer.getInteger("gatehouse.kills", 5); round++) {
            Thread.sleep(PAUSE);
            kills.add(kill());
        }
        Thread.sleep(PAUSE);
        load.end();

        System.out.println("RestartIT, " + kills.size() + " kills, " + load.summary());
        load.calls().stream().filter(Call::failed).forEach(System.out::println);
        assertThat(load.calls().stream().filter(Call::failed))
                .allSatisfy(call -> {
                    assertThat(kills)
                            .as(call + " failed, and was not under way when the broker was killed")
                            .anyMatch(call::wasUnderWayAt);
                    assertThat(call.said()).as("it says why").isNotEmpty();
                });
        assertEverythingArrived(load);
    }

    private static Call.Moment kill() throws Exception {
        String[] moment =
                host.succeed(
                                """
                                date +%s%N
                                kill -KILL @ && while kill -0 @ 2>/dev/null; do :; done
                                date +%s%N
                                """
                                        .replace("@", host.show("MainPID")))
                        .split("\n", 2);
        assertThat(host.await(BACK, "systemctl --quiet is-active gatehouse.service").status())
                .as("it comes back: " + host.journal())
                .isZero();
        return new Call.Moment(Long.parseLong(moment[0]), Long.parseLong(moment[1]));
    }

    private static void assertEverythingArrived(Load load) throws Exception {
        assertThat(load.lostCommits()).as("pushed, and not in the forge").isEmpty();
        assertThat(load.leastPushes()).as("pushes of the slowest agent").isPositive();
        Ran verified = host.run("gatehouse audit verify");
        assertThat(verified.status()).as(verified.output()).isZero();
    }
}
