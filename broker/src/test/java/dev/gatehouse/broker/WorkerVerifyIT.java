package dev.gatehouse.broker;

import static dev.gatehouse.broker.worker.verify.Invariant.ANSWERED;
import static dev.gatehouse.broker.worker.verify.Invariant.AS_CONFIGURED;
import static dev.gatehouse.broker.worker.verify.Invariant.ATTESTED;
import static dev.gatehouse.broker.worker.verify.Invariant.CAPABILITIES;
import static dev.gatehouse.broker.worker.verify.Invariant.ENVIRONMENT;
import static dev.gatehouse.broker.worker.verify.Invariant.HOME;
import static dev.gatehouse.broker.worker.verify.Invariant.LIMITS;
import static dev.gatehouse.broker.worker.verify.Invariant.MOUNTS;
import static dev.gatehouse.broker.worker.verify.Invariant.NAMESPACES;
import static dev.gatehouse.broker.worker.verify.Invariant.NETWORK;
import static dev.gatehouse.broker.worker.verify.Invariant.READ_ONLY_ROOT;
import static dev.gatehouse.broker.worker.verify.Invariant.SET_UID;
import static dev.gatehouse.broker.worker.verify.Invariant.SOCKETS;
import static dev.gatehouse.broker.worker.verify.Invariant.SOCKET_DIRECTORY;
import static dev.gatehouse.broker.worker.verify.Invariant.TOKENS;
import static dev.gatehouse.broker.worker.verify.Invariant.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.worker.RequiresDocker;
import dev.gatehouse.broker.worker.verify.Finding;
import dev.gatehouse.broker.worker.verify.Invariant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the report says of a worker as it is made, and of one in which something was broken by
/// hand.
@RequiresDocker
class WorkerVerifyIT {
    @TempDir static Path directory;

    private static TestingWorkers workers;

    @BeforeAll
    static void startsABrokerAndAWorker() throws Exception {
        workers = TestingWorkers.start(directory, "verified");
        workers.up();
    }

    @AfterAll
    static void removesAll() throws Exception {
        workers.close();
    }

    @Test
    void allHoldsOfAWorkerAsItIsMade() throws Exception {
        workers.up();

        List<Finding> findings = workers.verify();

        assertThat(findings)
                .as("one line for each invariant, and each holds")
                .allMatch(Finding::holds)
                .extracting(Finding::invariant)
                .containsExactly(Invariant.values());
    }

    @Test
    void allHoldsOfTheSameWorkerMadeByHand() throws Exception {
        workers.replaceByHand(Map.of());

        assertThat(broken(workers.verify()))
                .as("what the cases below break is the flags that they change")
                .isEmpty();
    }

    /// A look takes seconds, so many flags are wrong at once, and each is told in its own words.
    @Test
    void turnsRedForAWorkerThatMayDoTooMuch() throws Exception {
        workers.replaceByHand(
                Map.of(
                        "--read-only",
                        "",
                        "--cap-drop=ALL",
                        "--cap-drop=ALL --cap-add=NET_RAW",
                        "--security-opt=no-new-privileges",
                        "--security-opt=seccomp=unconfined",
                        "--user=10001:10001",
                        "--user=0:0",
                        "--network=none",
                        "--network=bridge -e FORGE_TOKEN=dontshowme -e REMOTE=http://a:dontshowme@b/",
                        "--memory=512m --memory-swap=512m --cpus=2 --pids-limit=512",
                        ""));

        List<Finding> findings = workers.verify();

        tells(findings, AS_CONFIGURED, "read-only root", "added capabilities", "FORGE_TOKEN");
        tells(findings, USER, "a process runs as uid 0");
        tells(findings, CAPABILITIES, "CapBnd:", "NoNewPrivs: 0", "Seccomp: 0");
        tells(findings, NAMESPACES, "capabilities were added");
        tells(findings, READ_ONLY_ROOT, "/ is mounted for writing");
        tells(findings, NETWORK, "eth0");
        tells(findings, LIMITS, "memory is", "processors are", "processes are");
        tells(findings, ENVIRONMENT, "FORGE_TOKEN is set", "REMOTE holds an address");
        assertThat(findings.toString())
                .as("it may be a secret, and reports are pasted into issues")
                .doesNotContain("dontshowme");
        assertThat(broken(findings))
                .as("and nothing else")
                .isSubsetOf(
                        AS_CONFIGURED,
                        USER,
                        CAPABILITIES,
                        NAMESPACES,
                        READ_ONLY_ROOT,
                        NETWORK,
                        LIMITS,
                        ENVIRONMENT,
                        // It is root's, and its calls are refused.
                        ANSWERED);
    }

    @Test
    void turnsRedForAWorkerThatSeesTooMuch() throws Exception {
        workers.replaceByHand(
                Map.of(
                        "--cap-drop=ALL",
                        "",
                        "readonly",
                        "bind-nonrecursive=false",
                        "--network=none",
                        "--network=none --pid=host -v /var/run/docker.sock:/mnt/docker.sock"
                                + " -v @RUN@:/mnt/run:ro -v @TOKENS@:/mnt/tokens:ro"
                                + " -v @HOME@/.claude:/home/agent/.claude:ro"));

        List<Finding> findings = workers.verify();

        tells(findings, CAPABILITIES, "CapBnd:");
        tells(findings, NAMESPACES, "pid namespace");
        tells(findings, SOCKET_DIRECTORY, "not mounted read-only");
        tells(findings, SOCKETS, "/mnt/docker.sock", "/mnt/run/admin.sock");
        tells(
                findings,
                MOUNTS,
                "/mnt/docker.sock is not of",
                "gives the host away",
                "/mnt/run is not of",
                "/mnt/tokens is not of",
                "/home/agent/.claude is a place of credentials",
                "/run/gatehouse is writable");
        tells(findings, TOKENS, "/mnt/tokens");
    }

    /// What an agent, or somebody with a shell, leaves in a worker that was made well.
    @Test
    void turnsRedForWhatIsLeftInAWorker() throws Exception {
        workers.up();
        leave(
                """
                mkdir -p /state/left /tmp/left ~/.ssh
                echo @TOKEN@ > /state/left/file
                echo @TOKEN@ > /home/agent/.x
                echo @TOKEN@ > /tmp/left/x
                echo -n @TOKEN@ | base64 -w 0 > /state/left/coded
                echo -n dev:@TOKEN@ | base64 -w 0 > /state/left/basic
                echo 'machine x' > /home/agent/.netrc
                cp /bin/true /state/left/true; chmod u+s /state/left/true
                X=@TOKEN@ sleep 300 >/dev/null 2>&1 & echo $! > /tmp/left/pids
                sh -c 'sleep 300; : @TOKEN@' >/dev/null 2>&1 & echo $! >> /tmp/left/pids
                """);

        List<Finding> findings = workers.verify();
        cleanUp();

        tells(
                findings,
                TOKENS,
                "/state/left/file",
                "/home/agent/.x",
                "/tmp or /dev/shm",
                "/state/left/coded",
                "/state/left/basic",
                "the environment of a process",
                "the arguments of a process");
        tells(findings, HOME, "/home/agent/.netrc", "/home/agent/.ssh");
        tells(findings, SET_UID, "/state/left/true is SUID or SGID");
        assertThat(broken(findings)).as("and nothing else").containsOnly(TOKENS, HOME, SET_UID);
        tellsNoToken(findings);
    }

    /// By itself: where a name holds a token, the report tells no names.
    @Test
    void turnsRedForATokenInAName() throws Exception {
        workers.up();
        leave("mkdir -p /state/left/@TOKEN@");

        List<Finding> findings = workers.verify();
        cleanUp();

        tells(findings, TOKENS, "the name of /state/...");
        assertThat(broken(findings)).as("and nothing else").containsOnly(TOKENS);
        tellsNoToken(findings);
    }

    @Test
    void turnsRedWhereTheDaemonServesAnotherContainer() throws Exception {
        workers.up();
        workers.registerAnother();

        Set<Invariant> broken = broken(workers.verify());

        assertThat(broken)
                .as("calls from it are refused, and the report says so")
                .containsExactlyInAnyOrder(ATTESTED, ANSWERED);
    }

    private static void leave(String script) throws Exception {
        workers.inside(script.replace("@TOKEN@", workers.token()));
    }

    private static void cleanUp() throws Exception {
        workers.inside("kill $(cat /tmp/left/pids); rm -rf ~/.[!.]* /state/left /tmp/left");
    }

    /// Each of the words is in a breach.
    private static void tells(List<Finding> findings, Invariant invariant, String... words) {
        assertThat(
                        findings.stream()
                                .filter(finding -> finding.invariant() == invariant)
                                .flatMap(finding -> finding.breaches().stream())
                                .collect(Collectors.joining("\n")))
                .as(invariant.word())
                .contains(words);
    }

    private static void tellsNoToken(List<Finding> findings) {
        assertThat(findings.toString())
                .as("the report tells where, and never what")
                .doesNotContain(workers.token());
    }

    private static Set<Invariant> broken(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !finding.holds())
                .map(Finding::invariant)
                .collect(Collectors.toSet());
    }
}
