package dev.gatehouse.broker.worker.verify;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HostConfig;
import dev.gatehouse.broker.worker.SecretNames;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.broker.worker.mount.CredentialPlaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Docker says of a worker. It is asked for what must not be, whatever the configuration says.
final class FromOutside {
    /// `scheme://user:password@`.
    private static final Pattern URL_WITH_PASSWORD = Pattern.compile("://[^/@\\s:]*+:[^/@\\s]++@");

    private final WorkerSpec spec;
    private final InspectContainerResponse container;
    private final HostConfig host;
    private final List<Path> closed;

    FromOutside(WorkerSpec spec, InspectContainerResponse container, List<Path> closed) {
        this.spec = spec;
        this.container = container;
        this.host = Objects.requireNonNull(container.getHostConfig(), "host config");
        this.closed = closed;
    }

    Finding namespaces() {
        List<String> breaches = new ArrayList<>();
        if (Boolean.TRUE.equals(host.getPrivileged())) {
            breaches.add("it is privileged");
        }
        shared(breaches, "pid", host.getPidMode());
        shared(breaches, "ipc", host.getIpcMode());
        shared(breaches, "uts", host.getUtSMode());
        shared(breaches, "user", host.getUsernsMode());
        shared(breaches, "network", host.getNetworkMode());
        if (host.getDevices() != null && host.getDevices().length > 0) {
            breaches.add("it has devices of the host");
        }
        if (host.getCapAdd() != null && host.getCapAdd().length > 0) {
            breaches.add("capabilities were added");
        }
        return new Finding(Invariant.NAMESPACES, breaches, "pid, ipc, uts, user, network; devices");
    }

    private static void shared(List<String> breaches, String what, @Nullable String mode) {
        if (mode != null && (mode.equals("host") || mode.startsWith("container:"))) {
            breaches.add("its " + what + " namespace is " + mode + "'s");
        }
    }

    Finding limits() {
        List<String> breaches = new ArrayList<>();
        if (isNone(host.getMemory())) {
            breaches.add("memory is not limited");
        }
        if (isNone(host.getNanoCPUs())) {
            breaches.add("processors are not limited");
        }
        if (isNone(host.getPidsLimit())) {
            breaches.add("processes are not limited");
        }
        return new Finding(
                Invariant.LIMITS,
                breaches,
                String.format(
                        Locale.ROOT,
                        "%d MiB, %.2f processors, %d processes",
                        orNone(host.getMemory()) >> 20,
                        orNone(host.getNanoCPUs()) / 1e9,
                        orNone(host.getPidsLimit())));
    }

    private static long orNone(@Nullable Long limit) {
        return limit == null ? 0 : limit;
    }

    private static boolean isNone(@Nullable Long limit) {
        return orNone(limit) <= 0;
    }

    /// Every mount is one of the spec's, and none leads to what no worker may have.
    Finding mounts() {
        List<String> breaches = new ArrayList<>();
        Set<String> expected = new TreeSet<>(spec.mountTargets());
        List<InspectContainerResponse.Mount> mounts =
                container.getMounts() == null ? List.of() : container.getMounts();
        for (InspectContainerResponse.Mount mount : mounts) {
            String target = mount.getDestination() == null ? "?" : mount.getDestination().getPath();
            String source = mount.getSource() == null ? "?" : mount.getSource();
            String what = source + " at " + target;
            if (!expected.contains(target)) {
                breaches.add(what + " is not of the configuration");
            }
            if (mount.getName() == null) {
                bind(breaches, what, Path.of(source), Boolean.TRUE.equals(mount.getRW()));
            }
        }
        return new Finding(Invariant.MOUNTS, breaches, mounts.size() + " mounts");
    }

    private void bind(List<String> breaches, String what, Path source, boolean writable) {
        if (source.equals(spec.socketDirectory())) {
            if (writable) {
                breaches.add(what + " is writable");
            }
            return;
        }
        if (source.getFileName() == null || source.endsWith("docker.sock")) {
            breaches.add(what + " gives the host away");
        }
        for (Path name : source) {
            if (CredentialPlaces.isOneInAHome(name.toString())) {
                breaches.add(what + " is a place of credentials");
            }
        }
        for (Path path : closed) {
            if (source.startsWith(path) || path.startsWith(source)) {
                breaches.add(what + " holds or is " + path);
            }
        }
    }

    /// Names that say that they hold a secret, and addresses with a password, wherever they came
    /// from: the container's settings, or what a process was started with.
    ///
    /// @param ofProcesses `NAME=value`, also of more than one line
    Finding environment(List<String> ofProcesses) {
        List<String> lines = new ArrayList<>(ofProcesses);
        String[] own = container.getConfig().getEnv();
        Stream.of(own == null ? new String[0] : own).forEach(lines::add);
        Set<String> breaches = new LinkedHashSet<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            String name = equals < 0 ? line : line.substring(0, equals);
            String value = equals < 0 ? "" : line.substring(equals + 1);
            if (!value.isEmpty() && SecretNames.isSecret(name, value)) {
                breaches.add(name + " is set");
            }
            if (URL_WITH_PASSWORD.matcher(value).find()) {
                breaches.add(name + " holds an address with a password");
            }
        }
        return new Finding(
                Invariant.ENVIRONMENT,
                List.copyOf(breaches),
                lines.size() + " variables of the container and its processes");
    }
}
