package dev.gatehouse.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The broker as a service.
@NeedsHost
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class ServiceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String SOCKET = "/run/gatehouse/agents/a01/forge.sock";

    private static TestingHost host;
    private static ForgeUnit forge;

    @BeforeAll
    static void install() throws Exception {
        host = TestingHost.start();
        forge = host.serveAgents(2);
        host.succeed("useradd --no-create-home --uid 10001 a01");
    }

    @BeforeEach
    void serve() throws Exception {
        host.configure(forge.configuration(1));
        Ran started = host.run("systemctl restart gatehouse.service");
        assertThat(started.status()).as(host.journal()).isZero();
    }

    @AfterEach
    void removeOverrides() throws Exception {
        host.succeed("rm -rf /etc/systemd/system/gatehouse.service.d && systemctl daemon-reload");
    }

    @AfterAll
    static void close() throws Exception {
        host.close();
    }

    @Test
    void servesItsAgentsOnceItIsStarted() throws Exception {
        assertThat(call()).as(host.journal()).contains("claude-hooks");
        assertThat(host.show("ActiveState")).isEqualTo("active");
        assertThat(host.succeed("stat -c '%a %U %g' /run/gatehouse/agents/a01 " + SOCKET))
                .as("mode, owner and group of the directory and of the socket")
                .isEqualTo("750 gatehouse 10001\n660 gatehouse 10001");
    }

    @Test
    void tellsTheOperatorWhatItServes() throws Exception {
        assertThat(host.show("StatusText")).contains("1 agent");
        assertThat(host.succeed("systemctl status gatehouse.service"))
                .contains(host.show("StatusText"));
    }

    @Test
    void servesAnAgentThatWasAddedByAReload() throws Exception {
        String before = host.show("MainPID");
        host.configure(forge.configuration(2));
        host.succeed("systemctl reload gatehouse.service");
        Ran there =
                host.await(
                        PATIENCE,
                        "test \"$(stat -c '%a %U %g' /run/gatehouse/agents/a02/forge.sock)\""
                                + " = '660 gatehouse 10002'");
        assertThat(there.status()).as("in the group of an agent: " + host.journal()).isZero();
        assertThat(host.show("MainPID")).as("the process").isEqualTo(before);
    }

    @Test
    void goesOnWithTheRunningConfigurationWhereTheNextIsInvalid() throws Exception {
        host.configure("forge: { url: nowhere }");
        host.succeed("systemctl reload gatehouse.service");
        assertThat(call()).contains("claude-hooks");
        assertThat(host.show("ActiveState")).isEqualTo("active");
    }

    @Test
    void comesBackWithTheSameSocketsAfterACrash() throws Exception {
        String inode = inode();
        String before = host.show("MainPID");
        host.succeed("kill -KILL " + before);
        assertThat(call()).as("a call that waits for the next broker").contains("claude-hooks");
        assertThat(inode()).as("the socket's inode").isEqualTo(inode);
        assertThat(host.show("MainPID")).isNotEqualTo(before);
    }

    @Test
    void comesBackWithTheSameSocketsAfterARestart() throws Exception {
        String inode = inode();
        host.succeed("systemctl restart gatehouse.service");
        assertThat(inode()).as("the socket's inode").isEqualTo(inode);
        assertThat(call()).contains("claude-hooks");
    }

    /// Agents that are added later are held as well: no unit names them.
    @Test
    void keepsTheSocketOfAnAgentThatWasAdded() throws Exception {
        host.configure(forge.configuration(2));
        host.succeed("systemctl reload gatehouse.service");
        String socket = "stat -c %i /run/gatehouse/agents/a02/forge.sock";
        Ran inode = host.await(PATIENCE, socket);
        host.succeed("systemctl restart gatehouse.service");
        assertThat(host.succeed(socket)).isEqualTo(inode.output().strip());
    }

    @Test
    void isRestartedWhenItHangs() throws Exception {
        host.override("gatehouse.service", "watchdog", "[Service]\nWatchdogSec=4s");
        host.succeed("systemctl restart gatehouse.service");
        String inode = inode();
        String before = host.show("MainPID");
        host.succeed("kill -STOP " + before);
        Ran another =
                host.await(
                        PATIENCE,
                        "pid=$(systemctl show --value -p MainPID gatehouse.service);"
                                + " test $pid != 0 && test $pid != "
                                + before
                                + " && systemctl --quiet is-active gatehouse.service");
        assertThat(another.status()).as(host.journal()).isZero();
        assertThat(host.succeed("journalctl --no-pager --unit gatehouse.service"))
                .as("why, and what its threads waited for")
                .contains("Watchdog timeout", "Full thread dump");
        assertThat(inode()).as("the socket's inode").isEqualTo(inode);
        assertThat(call()).contains("claude-hooks");
    }

    @Test
    void isNotRestartedWhileItPetsTheWatchdog() throws Exception {
        host.override("gatehouse.service", "watchdog", "[Service]\nWatchdogSec=5s");
        host.succeed("systemctl restart gatehouse.service");
        String before = host.show("MainPID");
        Thread.sleep(Duration.ofSeconds(12));
        assertThat(host.show("MainPID")).as(host.journal()).isEqualTo(before);
    }

    @Test
    void readsATokenThatSystemdLoads() throws Exception {
        host.succeed(
                "install -d -m 0700 /etc/credstore"
                        + " && install -m 0600 /var/lib/forge/tokens/a01 /etc/credstore/dev");
        host.override(
                "gatehouse.service", "token", "[Service]\nLoadCredential=dev:/etc/credstore/dev");
        host.configure(forge.configuration(0) + ForgeUnit.agent(1, "credential: dev"));
        host.succeed("systemctl restart gatehouse.service");
        assertThat(call()).as(host.journal()).contains("claude-hooks");
    }

    /// As docs/workers.md says, for hosts on which containers start without the broker.
    @Test
    void theDirectoriesAreThereWithoutABroker() throws Exception {
        host.succeed("gatehouse config tmpfiles --user gatehouse > /etc/tmpfiles.d/gatehouse.conf");
        host.succeed("systemctl stop gatehouse.service && rm -rf /run/gatehouse");
        assertThat(host.succeed("systemd-tmpfiles --create 2>&1 | grep gatehouse || true"))
                .as("what is wrong with the lines")
                .isEmpty();
        String directories = "stat -c '%a %U %g %i' /run/gatehouse/agents/a01";
        String made = host.succeed(directories);
        assertThat(made).startsWith("750 gatehouse 10001 ");
        host.succeed("systemctl start gatehouse.service");
        assertThat(host.succeed(directories)).as("once the broker is there").isEqualTo(made);
        assertThat(call()).contains("claude-hooks");
        host.succeed("rm /etc/tmpfiles.d/gatehouse.conf");
    }

    @Test
    void systemdFindsNothingToSayOfTheInstalledUnits() throws Exception {
        standInForDocker();
        assertThat(
                        host.succeed(
                                "systemd-analyze verify --man=no "
                                        + String.join(" ", Units.AS_STARTED)))
                .isEmpty();
        host.succeed("systemd-analyze security --threshold=18 gatehouse.service");
        host.succeed(
                "systemd-analyze security --offline=true --threshold=12"
                        + " /usr/lib/systemd/system/gatehouse-worker@.service");
    }

    /// There is no Docker Engine in here, and the worker's unit wants one.
    private static void standInForDocker() throws Exception {
        host.succeed(
                "printf '[Service]\\nExecStart=/bin/sleep infinity\\n'"
                        + " > /etc/systemd/system/docker.service"
                        + " && systemctl daemon-reload && systemctl start docker");
    }

    /// No worker is made: the broker would not see its processes from within this container.
    @Test
    void theWorkersUnitLetsItsCommandsReachDockerAndTheBroker() throws Exception {
        standInForDocker();
        host.override(
                "gatehouse-worker@.service",
                "list",
                "[Service]\nExecStart=\nExecStart=gatehouse worker ls\nExecStop=");
        Ran listed = host.run("systemctl start gatehouse-worker@a01.service");
        assertThat(host.run("journalctl --unit gatehouse-worker@a01.service").output())
                .as(listed.output())
                .containsPattern("a01 +gatehouse-a01 +none");
        assertThat(listed.status()).isZero();
    }

    /// Not even by root, in the broker's view of the host.
    @Test
    void nothingButItsTwoDirectoriesCanBeWritten() throws Exception {
        String inside =
                "nsenter --mount --target $(systemctl show --value -p MainPID gatehouse.service) ";
        host.succeed(inside + "touch /run/gatehouse/file /var/lib/gatehouse/file");
        for (String closed : List.of("/etc", "/usr", "/home", "/root", "/var/lib", "/run")) {
            assertThat(host.run(inside + "touch " + closed + "/file").output())
                    .as(closed)
                    .contains("Read-only file system");
        }
        assertThat(host.succeed(inside + "stat -c '%F %a' /run/docker.sock"))
                .as("in Docker's place")
                .endsWith(" 0");
        assertThat(host.succeed(inside + "cat /proc/1/cgroup"))
                .as("what attestation reads of other processes")
                .isNotEmpty();
    }

    private static String call() throws Exception {
        return host.run(
                        "setpriv --reuid 10001 --regid 10001 --clear-groups curl -sS -m 60"
                                + " --unix-socket "
                                + SOCKET
                                + " http://forge/api/v1/repos/charles/claude-hooks")
                .output();
    }

    private static String inode() throws Exception {
        return host.succeed("stat -c %i " + SOCKET);
    }
}
