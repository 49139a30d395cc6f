package dev.gatehouse.broker.doctor.container;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Site;
import dev.gatehouse.broker.doctor.finding.Symptom;
import dev.gatehouse.broker.worker.sight.SeenContainer;
import dev.gatehouse.broker.worker.sight.SeenContainer.SeenMount;
import dev.gatehouse.protocol.SocketLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is mounted where the container's sockets belong: the agent's own directory, as a whole,
/// read-only.
record ContainerMounts(Site site, Agent agent) {
    private static final String DOCKER = "docker.sock";

    boolean areRight(SeenContainer container, Findings findings) {
        warnOfDocker(container, findings);
        Path directory =
                site.configuration()
                        .runtimeDirectory()
                        .resolve(SocketLayout.AGENTS_DIRECTORY)
                        .resolve(agent.name().value());
        List<SeenMount> files =
                container.mounts().stream()
                        .filter(mount ->
                                mount.target().startsWith(SocketLayout.RUNTIME_DIRECTORY + "/"))
                        .filter(mount -> mount.target().endsWith(".sock"))
                        .toList();
        files.forEach(file ->
                findings.of(
                        Symptom.CONTAINER_SOCKET_FILE,
                        "%s is mounted at %s, instead of %s"
                                .formatted(file.source(), file.target(), directory)));
        Optional<SeenMount> mount =
                container.mounts().stream()
                        .filter(each -> each.target().equals(SocketLayout.RUNTIME_DIRECTORY))
                        .findFirst();
        if (mount.isEmpty()) {
            if (files.isEmpty()) {
                findings.of(
                        Symptom.CONTAINER_NO_SOCKETS,
                        "container %s has no mount at %s"
                                .formatted(container.name(), SocketLayout.RUNTIME_DIRECTORY));
            }
            return false;
        }
        return files.isEmpty() && isRight(mount.get(), directory, container, findings);
    }

    private static boolean isRight(
            SeenMount mount, Path directory, SeenContainer container, Findings findings) {
        if (!Path.of(mount.source()).equals(directory)) {
            findings.of(
                    Symptom.CONTAINER_WRONG_DIRECTORY,
                    "container %s has %s mounted, and %s is the agent's"
                            .formatted(container.name(), mount.source(), directory));
            return false;
        }
        if (mount.writable()) {
            findings.of(
                    Symptom.CONTAINER_MOUNT_WRITABLE,
                    "container %s may write %s".formatted(container.name(), directory),
                    Map.of());
        }
        return true;
    }

    private static void warnOfDocker(SeenContainer container, Findings findings) {
        container.mounts().stream()
                .filter(mount -> mount.source().endsWith(DOCKER) || mount.target().endsWith(DOCKER))
                .forEach(mount ->
                        findings.of(
                                Symptom.CONTAINER_HAS_DOCKER,
                                "container %s has %s".formatted(container.name(), mount.source())));
    }
}
