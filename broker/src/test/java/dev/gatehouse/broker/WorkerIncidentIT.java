package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.worker.RequiresDocker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What this project is for. An agent whose token was answered 401 once read another user's token
/// off the file system and worked as that user. Here an agent in the same place tries all it can.
@RequiresDocker
class WorkerIncidentIT {
    /// As the host has them in the operator's home, where the agent of old found one.
    private static final String STAND_IN = "5tand1n70ken0fth3operat0r00000000000000";

    private static final List<String> ATTEMPTS =
            List.of(
                    "env; cat /proc/self/environ",
                    "cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline",
                    "find / -xdev -type f -readable -size -1000k -exec cat {} + 2>/dev/null",
                    // The volumes are file systems of their own.
                    "grep -r . /home /state /run /tmp /mnt 2>/dev/null",
                    "find /home /root /state /run /tmp /mnt -exec ls -la {} + ; cat ~/.* ~/.config/*",
                    "cat /proc/mounts /proc/self/mountinfo; ls -la /proc/1/root/ /proc/*/root/",
                    "for f in /proc/[0-9]*/mem /proc/[0-9]*/maps; do head -c 100000 $f; done",
                    "cat @DIRECTORY@/*.token @DIRECTORY@/home/.config/tea/config.yml",
                    "ls -la @DIRECTORY@ @DIRECTORY@/run @DIRECTORY@/run/agents",
                    "cat /etc/gatehouse/* /var/lib/gatehouse/* /run/secrets/* /etc/shadow",
                    "git config --list --show-origin; git credential fill </dev/null",
                    "for p in whoami policy health; do forge api -X GET /-/broker/v1/$p; done",
                    "forge whoami; forge policy; forge doctor",
                    "forge api users/dev-bot/tokens; forge api user/keys; forge api admin/users",
                    "forge api repos/charles/claude-hooks/actions/secrets",
                    "forge api repos/charles/claude-hooks -H 'Authorization: token @STAND-IN@'");

    @TempDir Path directory;

    private TestingWorkers workers;

    @BeforeEach
    void anAgentWhoseTokenDied() throws Exception {
        Path home = Files.createDirectories(directory.resolve("home/.config/tea"));
        Files.writeString(home.resolve("config.yml"), "token: " + STAND_IN);
        Files.setPosixFilePermissions(
                home.resolve("config.yml"), PosixFilePermissions.fromString("rw-r--r--"));
        workers = TestingWorkers.start(directory, "incident");
        workers.up();
        workers.forge().revokeToken(workers.token());
    }

    @AfterEach
    void removesAll() throws Exception {
        workers.close();
    }

    @Test
    void isToldToStopAndNotWhereToLook() throws Exception {
        TestingWorkers.Ended call = workers.inside("forge api repos/charles/claude-hooks/issues");
        TestingWorkers.Ended clone =
                workers.inside(
                        "git clone "
                                + workers.forge().url()
                                + "charles/claude-hooks.git /state/worktrees/x");

        assertThat(call.status()).as("a status of its own").isEqualTo(5);
        assertThat(call.output())
                .as("what it is, and what to do")
                .contains("credential-rejected", "Do not look for another credential");
        assertThat(clone.status()).as("git fails too").isNotZero();
        assertThat(clone.output())
                .as("and asks for no password")
                .contains("Do not look for another credential")
                .doesNotContain("Username", "terminal prompts");
    }

    /// One worker for all of them: to start one takes longer than most attempts.
    @Test
    void findsNoTokenWhateverItTries() throws Exception {
        for (String attempt : ATTEMPTS) {
            TestingWorkers.Ended ended =
                    workers.inside(
                            attempt.replace("@DIRECTORY@", directory.toString())
                                    .replace("@STAND-IN@", "mine"));

            assertThat(ended.output())
                    .as("no token of the broker, of another agent, or of the operator: %s", attempt)
                    .doesNotContain(
                            workers.token(), workers.forge().token("reviewer-bot"), STAND_IN);
        }
    }

    /// The attempts are worth something: what lies where an agent can look is found by them.
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "grep -r . /home /state /run /tmp /mnt 2>/dev/null",
                "cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline",
            })
    void wouldFindATokenThatWasThere(String attempt) throws Exception {
        workers.inside("mkdir -p /state/left && echo " + STAND_IN + "-in-state > /state/left/x");
        workers.inside("X=" + STAND_IN + "-in-memory sleep 60 >/dev/null 2>&1 &");

        assertThat(workers.inside(attempt).output())
                .as("a token that was planted for it")
                .contains(STAND_IN + (attempt.startsWith("grep") ? "-in-state" : "-in-memory"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                // Another agent's socket, and the operator's: by every path there might be.
                "GATEHOUSE_SOCKET=/run/gatehouse/agents/incident-other/forge.sock",
                "GATEHOUSE_SOCKET=/run/gatehouse/../gatehouse/admin.sock",
                "GATEHOUSE_SOCKET=@DIRECTORY@/run/agents/incident-other/forge.sock",
                "GATEHOUSE_SOCKET=@DIRECTORY@/run/admin.sock",
                "GATEHOUSE_SOCKET=/proc/1/root@DIRECTORY@/run/agents/incident-other/forge.sock",
            })
    void reachesNoOtherSocket(String socket) throws Exception {
        assertThat(whoami(socket.replace("@DIRECTORY@", directory.toString())))
                .as("nobody answers there")
                .doesNotContain("account:", "reviewer-bot");
    }

    @Test
    void reachesItsOwnSocketInTheSameWay() throws Exception {
        assertThat(whoami("GATEHOUSE_SOCKET=/run/gatehouse/forge.sock"))
                .as("so nobody answers above because of the socket, and not of the way it is asked")
                .contains("account:");
    }

    private String whoami(String variable) throws Exception {
        return workers.inside("timeout 10 env " + variable + " forge whoami").output();
    }

    @Test
    void cannotWorkAsAnotherOrByAnotherWay() throws Exception {
        assertThat(workers.inside("id -u; su root -c id; unshare -r id; mount").output())
                .as("it stays who it is")
                .doesNotContain("uid=0");
        assertThat(
                        workers.inside(
                                        "git -c url.x.insteadOf=y -c core.sshCommand=ssh"
                                                + " ls-remote http://x:y@127.0.0.1:"
                                                + workers.forge().url().getPort()
                                                + "/charles/claude-hooks.git")
                                .status())
                .as("there is no network but the socket")
                .isNotZero();
    }

    @Test
    void leavesTheOperatorARecordOfWhatItTried() throws Exception {
        workers.inside("forge api repos/charles/secret-plans/issues");
        workers.inside("forge api repos/charles/claude-hooks/issues");

        assertThat(workers.broker().audit())
                .as("refused, and failed: both on record, without a token")
                .contains("secret-plans", "credential-rejected")
                .doesNotContain(workers.token());
    }
}
