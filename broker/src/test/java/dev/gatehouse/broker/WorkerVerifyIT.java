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
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.broker.worker.RequiresDocker;
import dev.gatehouse.broker.worker.verify.Finding;
import dev.gatehouse.broker.worker.verify.Invariant;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
        workers.replaceByHand("--init --read-only", "--read-only --init");

        assertThat(broken(workers.verify()))
                .as("what the cases below break is the one flag that they change")
                .isEmpty();
    }

    /// A worker made by hand, with one flag other than `gatehouse worker up` gives.
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void turnsRedForAWorkerMadeWrong(String flag, String instead, Set<Invariant> broken)
            throws Exception {
        workers.replaceByHand(flag, instead);

        assertThat(broken(workers.verify()))
                .as("%s in place of %s", instead, flag)
                .containsAll(broken);
    }

    static Stream<Arguments> turnsRedForAWorkerMadeWrong() {
        return Stream.of(
                arguments("--read-only", "", Set.of(AS_CONFIGURED, READ_ONLY_ROOT)),
                arguments("--cap-drop=ALL", "", Set.of(AS_CONFIGURED, CAPABILITIES)),
                arguments(
                        "--cap-drop=ALL",
                        "--cap-drop=ALL --cap-add=NET_RAW",
                        Set.of(AS_CONFIGURED, CAPABILITIES, NAMESPACES)),
                arguments(
                        "--security-opt=no-new-privileges",
                        "",
                        Set.of(AS_CONFIGURED, CAPABILITIES)),
                arguments(
                        "--security-opt=no-new-privileges",
                        "--security-opt=no-new-privileges --security-opt=seccomp=unconfined",
                        Set.of(AS_CONFIGURED, CAPABILITIES)),
                arguments("--network=none", "--network=bridge", Set.of(AS_CONFIGURED, NETWORK)),
                arguments(
                        "--network=none",
                        "--network=none --pid=host",
                        Set.of(AS_CONFIGURED, NAMESPACES)),
                arguments("--memory=512m --memory-swap=512m", "", Set.of(AS_CONFIGURED, LIMITS)),
                arguments(
                        "--network=none",
                        "--network=none -e FORGE_TOKEN=x",
                        Set.of(AS_CONFIGURED, ENVIRONMENT)),
                arguments(
                        "--network=none",
                        "--network=none -e REMOTE=https://dev:x@forge.example.org/",
                        Set.of(AS_CONFIGURED, ENVIRONMENT)),
                arguments(
                        "--network=none",
                        "--network=none -v /var/run/docker.sock:/mnt/docker.sock",
                        Set.of(AS_CONFIGURED, MOUNTS, SOCKETS)),
                arguments(
                        "--network=none",
                        "--network=none -v @RUN@:/mnt/run:ro",
                        Set.of(AS_CONFIGURED, MOUNTS, SOCKETS)),
                arguments(
                        "--network=none",
                        "--network=none -v @TOKENS@:/mnt/tokens:ro",
                        Set.of(AS_CONFIGURED, MOUNTS, TOKENS)),
                arguments(
                        "--network=none",
                        "--network=none -v @HOME@/.claude:/home/agent/.claude:ro",
                        Set.of(AS_CONFIGURED, MOUNTS)),
                arguments("readonly", "bind-nonrecursive=false", Set.of(SOCKET_DIRECTORY, MOUNTS)),
                arguments("--user=10001:10001", "--user=0:0", Set.of(AS_CONFIGURED, USER)));
    }

    /// What an agent, or somebody with a shell, leaves in a worker that was made well.
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void turnsRedForWhatIsLeftInAWorker(String command, Invariant broken) throws Exception {
        workers.up();
        workers.inside(command.replace("@TOKEN@", workers.token()));

        List<Finding> findings = workers.verify();
        workers.inside("kill $(cat /tmp/pid); rm -rf ~/.[!.]* /state/left /tmp/left /tmp/pid");

        assertThat(broken(findings)).as(command).containsExactly(broken);
        assertThat(findings.toString())
                .as("the report tells where, and never what")
                .doesNotContain(workers.token());
    }

    static Stream<Arguments> turnsRedForWhatIsLeftInAWorker() {
        return Stream.of(
                arguments("echo @TOKEN@ > /state/left", TOKENS),
                arguments("echo @TOKEN@ > /home/agent/.x", TOKENS),
                arguments("echo @TOKEN@ > /tmp/left", TOKENS),
                arguments("echo -n dev:@TOKEN@ | base64 > /state/left", TOKENS),
                arguments("mkdir -p /state/left/@TOKEN@", TOKENS),
                arguments("X=@TOKEN@ sleep 30 >/dev/null 2>&1 & echo $! > /tmp/pid", TOKENS),
                arguments("echo 'machine x' > /home/agent/.netrc", HOME),
                arguments("mkdir /home/agent/.ssh", HOME),
                arguments("cp /bin/true /state/left && chmod u+s /state/left", SET_UID));
    }

    @Test
    void theReportSaysNamesOfVariablesAndNotWhatIsInThem() throws Exception {
        workers.replaceByHand(
                "--network=none",
                "--network=none -e FORGE_TOKEN=dontshowme -e URL=http://a:dontshowme@b/");

        assertThat(workers.verify().toString())
                .as("it may be a secret, and reports are pasted into issues")
                .contains("FORGE_TOKEN", "URL")
                .doesNotContain("dontshowme");
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

    @Test
    void findsTheBytesOfATokenWhateverTheirCoding() throws Exception {
        workers.up();
        String coded =
                Base64.getEncoder()
                        .encodeToString(workers.token().getBytes(StandardCharsets.US_ASCII));
        workers.inside("echo " + coded + " > /state/left");

        List<Finding> findings = workers.verify();
        workers.inside("rm -f /state/left");

        assertThat(findings.getLast().breaches())
                .as("which file")
                .singleElement()
                .asString()
                .contains("/state/left");
    }

    private static Set<Invariant> broken(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !finding.holds())
                .map(Finding::invariant)
                .collect(Collectors.toSet());
    }
}
