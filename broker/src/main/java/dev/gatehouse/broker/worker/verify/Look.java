package dev.gatehouse.broker.worker.verify;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.gatehouse.broker.worker.Registry;
import dev.gatehouse.broker.worker.Registry.Hit;
import dev.gatehouse.broker.worker.WorkerSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Looks at one container that runs, from outside and from inside.
///
/// @param closed files and folders of the host that no worker may have
record Look(DockerClient docker, Registry registry, List<Path> closed) {
    /// @return one finding for each invariant but the first, which needs no look: whether it is as
    ///   configured
    List<Finding> at(WorkerSpec spec, InspectContainerResponse container) throws IOException {
        Inside inside = new Inside(docker, container.getId(), spec.userAndGroup());
        FromOutside outside = new FromOutside(spec, container, closed);
        FromInside within = new FromInside(spec, inside);
        List<Finding> findings = new ArrayList<>();
        findings.add(attested(spec, container.getId()));
        findings.add(within.answered());
        findings.add(within.user());
        findings.add(within.capabilities());
        findings.add(outside.namespaces());
        FileTree files = new FileTree();
        List<Hit> hits = registry.search(out -> readAll(files, inside, container.getId(), out));
        findings.add(
                new Finding(Invariant.SET_UID, files.setUid(), files.files() + " files looked at"));
        findings.add(within.readOnlyRoot());
        findings.add(within.socketDirectory());
        findings.add(within.sockets());
        findings.add(outside.mounts());
        findings.add(within.network());
        findings.add(outside.limits());
        findings.add(outside.environment(within.environments()));
        findings.add(
                new Finding(
                        Invariant.HOME,
                        files.credentials(),
                        "names under which programs keep credentials"));
        findings.add(
                new Finding(
                        Invariant.TOKENS,
                        files.places(hits.stream().map(Hit::offset).toList()).stream()
                                .map(place -> "a token is in " + place)
                                .toList(),
                        String.format(
                                Locale.ROOT, "%,d bytes searched by the daemon", files.bytes())));
        return findings;
    }

    /// The files, what lies in memory only, and all environments.
    private void readAll(FileTree files, Inside inside, String container, OutputStream out)
            throws IOException {
        files.read(docker, container, out);
        files.begin("/tmp or /dev/shm");
        inside.stream(
                files.counted(out),
                "find",
                "/tmp",
                "/dev/shm",
                "-type",
                "f",
                "-exec",
                "cat",
                "{}",
                "+");
        files.begin("the environment of a process");
        inside.stream(files.counted(out), "sh", "-c", "cat /proc/[0-9]*/environ 2>/dev/null");
        files.begin("the arguments of a process");
        inside.stream(files.counted(out), "sh", "-c", "cat /proc/[0-9]*/cmdline 2>/dev/null");
    }

    private Finding attested(WorkerSpec spec, String id) throws IOException {
        List<String> breaches =
                registry.registered(spec.agent())
                        .map(registered ->
                                registered.id().equals(id)
                                        ? List.<String>of()
                                        : List.of(
                                                "the daemon serves container "
                                                        + registered.id().substring(0, 12)
                                                        + ", and this is "
                                                        + id.substring(0, 12)))
                        .orElse(List.of("no container is registered: the uid alone is checked"));
        return new Finding(Invariant.ATTESTED, breaches, "container " + id.substring(0, 12));
    }
}
