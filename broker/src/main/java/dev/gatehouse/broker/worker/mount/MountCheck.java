package dev.gatehouse.broker.worker.mount;

import dev.gatehouse.broker.worker.mount.AllowedMounts.Allowed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides on the mounts that an operator asks for. Refused is what the allow-list does not name,
/// what a link leads out of it, what holds credentials or sockets, and what would let a worker
/// change what decides on it: the list itself, the configuration, the broker's folders.
public final class MountCheck {
    /// The only places of a worker for them; everything else there is the image's or the broker's.
    private static final Path TARGETS = Path.of("/mnt");

    /// Of the host; neither these nor what is below or above.
    private static final List<Path> SYSTEM =
            List.of(
                    Path.of("/proc"),
                    Path.of("/sys"),
                    Path.of("/dev"),
                    Path.of("/boot"),
                    Path.of("/root"),
                    Path.of("/etc"),
                    Path.of("/run/docker.sock"),
                    Path.of("/var/lib/docker"),
                    Path.of("/var/lib/containerd"));

    private final AllowedMounts allowed;
    private final List<Path> own;

    /// @param own the broker's and the workers' files and folders
    public MountCheck(AllowedMounts allowed, List<Path> own) {
        this.allowed = allowed;
        this.own = List.copyOf(own);
    }

    /// @throws MountRefusedException for the first that may not be
    public List<CheckedMount> check(List<ExtraMount> wanted) throws IOException {
        List<CheckedMount> checked = new ArrayList<>();
        Set<Path> targets = new HashSet<>();
        for (ExtraMount mount : wanted) {
            Path target = target(mount);
            for (Path other : targets) {
                if (target.startsWith(other) || other.startsWith(target)) {
                    throw new MountRefusedException(
                            mount.source().toString(),
                            target + " and " + other + " overlap: give each a place of its own");
                }
            }
            targets.add(target);
            checked.add(check(mount, target));
        }
        return checked;
    }

    private CheckedMount check(ExtraMount mount, Path target) throws IOException {
        String what = mount.source().toString();
        Path source;
        try {
            source = mount.source().toRealPath();
        } catch (IOException missing) {
            throw new MountRefusedException(what, "it is not there: make it, or remove the mount");
        }
        Allowed folder = allowed(source, what);
        if (mount.writable() && !folder.writable()) {
            throw new MountRefusedException(
                    what,
                    allowed.file()
                            + " allows "
                            + folder.folder()
                            + " read-only: write rw there, or remove 'writable'");
        }
        refuseOwn(source, what);
        Optional<String> reason = CredentialPlaces.reason(source);
        if (reason.isPresent()) {
            throw new MountRefusedException(what, reason.get());
        }
        return new CheckedMount(
                source, target.toString(), mount.writable(), Contents.shadowed(source, target));
    }

    private Allowed allowed(Path source, String what) throws MountRefusedException {
        return allowed.folders().stream()
                .filter(folder -> source.startsWith(folder.folder()))
                // The narrowest decides: a folder may be ro inside another that is rw.
                .max(Comparator.comparingInt(folder -> folder.folder().getNameCount()))
                .orElseThrow(() ->
                        new MountRefusedException(
                                what,
                                "it is "
                                        + source
                                        + ", which no line of "
                                        + allowed.file()
                                        + " names: add '"
                                        + source
                                        + " ro' there if workers may see it"));
    }

    private void refuseOwn(Path source, String what) throws MountRefusedException {
        List<Path> closed = new ArrayList<>(SYSTEM);
        closed.add(allowed.file());
        closed.addAll(own);
        for (Path path : closed) {
            Path real = real(path);
            if (source.startsWith(real) || real.startsWith(source)) {
                throw new MountRefusedException(
                        what, path + " is not for workers: mount a folder apart from it");
            }
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static Path target(ExtraMount mount) throws MountRefusedException {
        Path target = Path.of(mount.target());
        if (!target.equals(target.normalize())
                || !target.startsWith(TARGETS)
                || target.equals(TARGETS)) {
            throw new MountRefusedException(
                    mount.source().toString(),
                    "its place in the worker is "
                            + target
                            + ": give it one below "
                            + TARGETS
                            + ", such as "
                            + TARGETS
                            + "/reference");
        }
        return target;
    }
}
