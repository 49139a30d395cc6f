package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a container differs from what its spec asks for. It looks at what Docker says of the
/// container, not at a mark left when it was made, so that changes by hand are seen too.
final class Drift {
    private final List<String> reasons = new ArrayList<>();

    private Drift() {}

    /// @param imageId of the image that the spec names now
    /// @param imageEnvironment of that image
    /// @return what differs, in words; empty if nothing does
    static List<String> between(
            WorkerSpec spec,
            InspectContainerResponse container,
            String imageId,
            Collection<String> imageEnvironment) {
        Drift drift = new Drift();
        drift.compare("name", spec.container(), name(container));
        drift.compare("image", shortId(imageId), shortId(container.getImageId()));
        drift.compare("user", spec.userAndGroup(), container.getConfig().getUser());
        HostConfig is = Objects.requireNonNull(container.getHostConfig(), "host config");
        HostConfig wanted = ContainerPlan.hostConfig(spec);
        drift.compare("read-only root", true, is.getReadonlyRootfs());
        drift.compare("privileged", false, is.getPrivileged());
        drift.compare("init", true, is.getInit());
        drift.compareAll("dropped capabilities", capabilities(wanted), capabilities(is));
        drift.compare("added capabilities", 0, is.getCapAdd() == null ? 0 : is.getCapAdd().length);
        drift.compare("security options", wanted.getSecurityOpts(), is.getSecurityOpts());
        drift.compare("additional groups", List.of(), orEmpty(is.getGroupAdd()));
        drift.compare("user namespace", "", orEmpty(is.getUsernsMode()));
        drift.compare("pid namespace", "", orEmpty(is.getPidMode()));
        drift.compare("uts namespace", "", orEmpty(is.getUtSMode()));
        drift.compare("ipc namespace", wanted.getIpcMode(), is.getIpcMode());
        drift.compare("limit of processes", wanted.getPidsLimit(), is.getPidsLimit());
        drift.compare("memory", wanted.getMemory(), is.getMemory());
        drift.compare("memory with swap", wanted.getMemorySwap(), is.getMemorySwap());
        drift.compare("processors", wanted.getNanoCPUs(), is.getNanoCPUs());
        drift.compare("tmpfs", wanted.getTmpFs(), is.getTmpFs());
        drift.compare("network", wanted.getNetworkMode(), is.getNetworkMode());
        drift.compareAll("networks", Set.of(spec.network()), networks(container));
        drift.compareAll("mounts", mounts(wanted), mounts(is));
        drift.compare("binds", 0, is.getBinds() == null ? 0 : is.getBinds().length);
        drift.compare("devices", 0, is.getDevices() == null ? 0 : is.getDevices().length);
        if (imageId.equals(container.getImageId())) {
            drift.compareVariables(
                    merged(imageEnvironment, ContainerPlan.environment(spec, imageEnvironment)),
                    new TreeSet<>(list(container.getConfig().getEnv())));
        }
        return List.copyOf(drift.reasons);
    }

    private void compare(String what, @Nullable Object wanted, @Nullable Object is) {
        if (!Objects.equals(wanted, is)) {
            reasons.add(what + " is " + is + ", not " + wanted);
        }
    }

    private void compareAll(String what, Set<String> wanted, Set<String> is) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(is);
        Set<String> more = new TreeSet<>(is);
        more.removeAll(wanted);
        if (!missing.isEmpty()) {
            reasons.add(what + " lack " + String.join(", ", missing));
        }
        if (!more.isEmpty()) {
            reasons.add(what + " have also " + String.join(", ", more));
        }
    }

    /// Says names only: what was added by hand may be a secret.
    private void compareVariables(Set<String> wanted, Set<String> is) {
        Set<String> names = new TreeSet<>();
        wanted.stream().filter(line -> !is.contains(line)).forEach(line -> names.add(key(line)));
        is.stream().filter(line -> !wanted.contains(line)).forEach(line -> names.add(key(line)));
        if (!names.isEmpty()) {
            reasons.add("variables differ: " + String.join(", ", names));
        }
    }

    private static String key(String line) {
        return line.split("=", 2)[0];
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<String> orEmpty(@Nullable List<String> texts) {
        return texts == null ? List.of() : texts;
    }

    /// As Docker shows it.
    private static String shortId(String id) {
        return id.substring(0, Math.min(id.length(), "sha256:".length() + 12));
    }

    static String name(InspectContainerResponse container) {
        return container.getName().replaceFirst("^/", "");
    }

    static Set<String> networks(InspectContainerResponse container) {
        return new TreeSet<>(container.getNetworkSettings().getNetworks().keySet());
    }

    private static Set<String> capabilities(HostConfig config) {
        Capability[] dropped = config.getCapDrop();
        Set<String> names = new TreeSet<>();
        if (dropped != null) {
            Stream.of(dropped).map(Capability::name).forEach(names::add);
        }
        return names;
    }

    private static Set<String> mounts(HostConfig config) {
        Set<String> words = new TreeSet<>();
        List<Mount> mounts = config.getMounts();
        if (mounts != null) {
            for (Mount mount : mounts) {
                words.add(
                        mount.getSource()
                                + " at "
                                + mount.getTarget()
                                + (Boolean.TRUE.equals(mount.getReadOnly()) ? " (ro)" : " (rw)"));
            }
        }
        return words;
    }

    /// As Docker merges: by name, the container's over the image's.
    private static Set<String> merged(Collection<String> image, Collection<String> own) {
        Map<String, String> byName = new HashMap<>();
        for (String line : image) {
            byName.put(key(line), line);
        }
        for (String line : own) {
            byName.put(key(line), line);
        }
        return new TreeSet<>(byName.values());
    }

    private static List<String> list(String @Nullable [] lines) {
        return lines == null ? List.of() : Arrays.asList(lines);
    }
}
