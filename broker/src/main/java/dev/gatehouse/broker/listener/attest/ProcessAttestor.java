package dev.gatehouse.broker.listener.attest;

import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.agent.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Looks at the process that connected. A pid alone proves nothing: it may be another process's by
/// the time it is looked up. So the kernel is asked for a file descriptor of the very process
/// (`SO_PEERPIDFD`), its control groups are read, and only then is it proved that the process was
/// there all the time: while it is, nobody else has its pid.
///
/// What is read is the kernel's memory: it takes less than a millisecond in all.
public final class ProcessAttestor implements Attestor {
    private final Kernel kernel;
    private final Path proc;
    private final GroupDirectories groups;

    ProcessAttestor(Kernel kernel, Path proc, GroupDirectories groups) {
        this.kernel = kernel;
        this.proc = proc;
        this.groups = groups;
    }

    public static ProcessAttestor ofThisHost() {
        return new ProcessAttestor(
                NativeKernel.warm(),
                Path.of("/proc"),
                new GroupDirectories(Path.of("/sys/fs/cgroup")));
    }

    @Override
    public Attestation attest(int socket, Peer peer, ContainerId registered) {
        try {
            OptionalInt pidfd = kernel.peerPidfd(socket);
            if (pidfd.isEmpty()) {
                return byStartTime(peer);
            }
            try {
                return byPidfd(pidfd.getAsInt(), peer.uid(), registered);
            } finally {
                kernel.close(pidfd.getAsInt());
            }
        } catch (IOException failed) {
            return new Attestation.Unknown("it cannot be looked at: " + failed.getMessage());
        }
    }

    private Attestation byPidfd(int pidfd, int uid, ContainerId registered) throws IOException {
        OptionalInt pid = PidfdFacts.pid(read("self/fdinfo/" + pidfd));
        if (pid.isEmpty()) {
            return new Attestation.Unknown("it has ended, or is of another pid namespace");
        }
        Attestation found;
        try {
            found = ControlGroups.container(read(pid.getAsInt() + "/cgroup"), uid);
        } catch (IOException hidden) {
            return byControlGroup(pidfd, registered);
        }
        return kernel.isAlive(pidfd) ? found : new Attestation.Unknown("it has ended");
    }

    /// For a broker that other users' processes are hidden from (`ProtectProc=invisible`). There is
    /// no race: the kernel answers for the process itself.
    private Attestation byControlGroup(int pidfd, ContainerId registered) {
        OptionalLong group = kernel.controlGroup(pidfd);
        if (group.isEmpty()) {
            return new Attestation.Unknown(
                    "it has ended, or is hidden from the broker on a kernel before 6.13:"
                            + " set ProtectProc=default there");
        }
        return groups.isOf(registered, group.getAsLong())
                ? new Attestation.Attested(registered)
                : new Attestation.Unknown("its control group is not the registered container's");
    }

    /// For kernels before 6.5. What runs under the pid now is held still by its start time; that it
    /// is what once connected is not proved.
    private Attestation byStartTime(Peer peer) throws IOException {
        if (peer.pid() <= 0) {
            return new Attestation.Unknown("it is of another pid namespace");
        }
        OptionalLong before = ProcessStart.ticks(read(peer.pid() + "/stat"));
        Attestation found = ControlGroups.container(read(peer.pid() + "/cgroup"), peer.uid());
        OptionalLong after = ProcessStart.ticks(read(peer.pid() + "/stat"));
        return before.isPresent() && before.equals(after)
                ? found
                : new Attestation.Unknown("its pid is another process's by now");
    }

    private String read(String name) throws IOException {
        return Files.readString(proc.resolve(name), StandardCharsets.ISO_8859_1);
    }
}
