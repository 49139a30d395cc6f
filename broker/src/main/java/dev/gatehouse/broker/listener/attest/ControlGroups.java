package dev.gatehouse.broker.listener.attest;

import dev.gatehouse.broker.agent.ContainerId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `/proc/<pid>/cgroup`: one line `number:controllers:path` for each hierarchy of version 1,
/// and `0::path` for version 2 (cgroups(7)).
///
/// The names in a path are made by whoever owns the directory above, so only the outermost one that
/// an engine writes is believed: deeper ones can be made by the container itself, and those below
/// `user-<uid>.slice` by that user.
final class ControlGroups {
    /// What Docker, containerd, CRI-O and Podman call a container's group, with either driver. Not
    /// `libpod-conmon-<id>.scope`: that is the monitor, which runs on the host.
    private static final Pattern CONTAINER =
            Pattern.compile(
                    "(?:(?:docker|libpod|crio|cri-containerd|nerdctl)-)?([0-9a-f]{64})(?:\\.scope)?");

    private static final Pattern LINE = Pattern.compile("[0-9]+:([^:]*):(/.*)");

    private ControlGroups() {}

    /// @param uid of the process, as the host sees it
    static Attestation container(String text, int uid) {
        Set<ContainerId> found = new HashSet<>();
        String own = "user-" + uid + ".slice";
        boolean any = false;
        for (String line : text.split("\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                return new Attestation.Unknown("its list of control groups cannot be read");
            }
            any = true;
            outermost(parts.group(2), own).ifPresent(found::add);
        }
        if (!any) {
            return new Attestation.Unknown("its list of control groups is empty");
        }
        return switch (found.size()) {
            case 0 -> new Attestation.OnHost();
            case 1 -> new Attestation.Attested(found.iterator().next());
            default -> new Attestation.Unknown("its control groups are of different containers");
        };
    }

    private static Optional<ContainerId> outermost(String path, String own) {
        for (String name : path.split("/", -1)) {
            if (name.equals(own)) {
                return Optional.empty();
            }
            Matcher container = CONTAINER.matcher(name);
            if (container.matches()) {
                return Optional.of(new ContainerId(container.group(1)));
            }
        }
        return Optional.empty();
    }
}
