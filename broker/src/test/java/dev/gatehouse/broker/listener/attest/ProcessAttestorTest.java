package dev.gatehouse.broker.listener.attest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.agent.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessAttestorTest {
    private static final ContainerId ID = new ContainerId("ab".repeat(32));
    private static final Peer PEER = new Peer(10001, 10001, 4711);
    private static final int SOCKET = 5;

    @TempDir Path directory;

    private final TestingKernel kernel = new TestingKernel();
    private Path proc;

    @BeforeEach
    void describeTheProcess() throws IOException {
        proc = directory.resolve("proc");
        write("self/fdinfo/" + TestingKernel.PIDFD, "Pid:\t4711\n");
        write("4711/cgroup", "0::/docker/" + ID + "\n");
        write("4711/stat", "4711 (sh) S 1 2 2 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 815 9 10");
    }

    @AfterEach
    void everyDescriptorIsClosed() {
        assertThat(kernel.open()).isZero();
    }

    @Test
    void attestsWhatTheProcessItselfIsIn() {
        assertThat(attest()).isEqualTo(new Attestation.Attested(ID));
    }

    @Test
    void looksAtTheProcessThatConnectedNotAtAPidThatWasNoted() throws IOException {
        write("self/fdinfo/" + TestingKernel.PIDFD, "Pid:\t4712\n");
        write("4712/cgroup", "0::/user.slice\n");

        assertThat(attest()).isEqualTo(new Attestation.OnHost());
    }

    @Test
    void trustsNoProcessThatEndedMeanwhile() {
        kernel.whereItEndsMeanwhile();

        assertThat(attest())
                .as("what was read may be of the next process with this pid")
                .isEqualTo(new Attestation.Unknown("it has ended"));
    }

    @Test
    void trustsNoProcessThatEndedBefore() throws IOException {
        write("self/fdinfo/" + TestingKernel.PIDFD, "Pid:\t-1\n");

        assertThat(attest()).isInstanceOf(Attestation.Unknown.class);
    }

    @Test
    void trustsNobodyWhereTheKernelKnowsNoProcess() {
        kernel.afterThePeerIsGone();

        assertThat(attest()).isInstanceOf(Attestation.Unknown.class);
    }

    @Test
    void recognisesTheRegisteredContainerByItsGroupWhereTheProcessIsHidden() throws IOException {
        Files.delete(proc.resolve("4711/cgroup"));
        Path group = directory.resolve("groups/unified/docker/" + ID);
        Files.createDirectories(group);
        kernel.withGroup((long) Files.getAttribute(group, "unix:ino"));

        assertThat(attest()).isEqualTo(new Attestation.Attested(ID));
    }

    @Test
    void trustsNoOtherGroupWhereTheProcessIsHidden() throws IOException {
        Files.delete(proc.resolve("4711/cgroup"));
        Path group = directory.resolve("groups/docker/" + "cd".repeat(32));
        Files.createDirectories(group);
        Files.createDirectories(directory.resolve("groups/docker/" + ID));
        kernel.withGroup((long) Files.getAttribute(group, "unix:ino"));

        assertThat(attest()).isInstanceOf(Attestation.Unknown.class);
    }

    @Test
    void trustsNobodyWhoIsHiddenOnAKernelThatDoesNotTellTheGroup() throws IOException {
        Files.delete(proc.resolve("4711/cgroup"));

        assertThat(attest())
                .isInstanceOfSatisfying(
                        Attestation.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("ProtectProc"));
    }

    @Test
    void readsThePidThatWasNotedOnAnOlderKernel() {
        kernel.withoutPidfds();

        assertThat(attest()).isEqualTo(new Attestation.Attested(ID));
    }

    @Test
    void trustsNoPidThatAnOlderKernelCannotName() {
        kernel.withoutPidfds();

        assertThat(
                        new ProcessAttestor(kernel, proc, new GroupDirectories(directory))
                                .attest(SOCKET, new Peer(10001, 10001, 0), ID))
                .as("0 is what a sibling pid namespace looks like")
                .isInstanceOf(Attestation.Unknown.class);
    }

    @Test
    void trustsNoPidWhoseStartIsUnknownOnAnOlderKernel() throws IOException {
        kernel.withoutPidfds();
        write("4711/stat", "4711 (sh)");

        assertThat(attest()).isInstanceOf(Attestation.Unknown.class);
    }

    private Attestation attest() {
        return new ProcessAttestor(kernel, proc, new GroupDirectories(directory.resolve("groups")))
                .attest(SOCKET, PEER, ID);
    }

    private void write(String name, String text) throws IOException {
        Path file = proc.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
