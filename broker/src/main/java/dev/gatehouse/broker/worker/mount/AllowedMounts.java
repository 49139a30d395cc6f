package dev.gatehouse.broker.worker.mount;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The operator's list of what may be mounted: an absolute path a line, then `ro` or `rw`; `#`
/// begins a comment. Everything below a path is allowed with it.
///
/// @param file where it stands; its real path
public record AllowedMounts(Path file, List<Allowed> folders) {
    private static final int OTHERS_MAY_WRITE = 0022;

    /// @param folder its real path
    record Allowed(Path folder, boolean writable) {}

    public AllowedMounts {
        folders = List.copyOf(folders);
    }

    /// A list that is not there allows nothing.
    ///
    /// @param ownUid who may own the list, beside root
    /// @throws IOException where it can be changed by others, or a line says nothing sensible
    public static AllowedMounts read(Path file, int ownUid) throws IOException {
        if (!Files.exists(file)) {
            return new AllowedMounts(file, List.of());
        }
        Path real = file.toRealPath();
        refuseOpen(real, ownUid);
        List<Allowed> folders = new ArrayList<>();
        List<String> lines = Files.readAllLines(real, StandardCharsets.UTF_8);
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).replaceFirst("(^|\\s)#.*", "").strip();
            if (!line.isEmpty()) {
                folders.add(allowed(file + ":" + (at + 1), line));
            }
        }
        return new AllowedMounts(real, folders);
    }

    private static Allowed allowed(String place, String line) throws IOException {
        int space = line.length() - 3;
        String mode = space > 0 ? line.substring(space).strip() : "";
        String path = space > 0 ? line.substring(0, space).strip() : line;
        if (!(mode.equals("ro") || mode.equals("rw"))
                || !Character.isWhitespace(line.charAt(space))
                || !path.startsWith("/")) {
            throw new IOException(
                    place + ": write an absolute path, then ro or rw, such as '/srv/reference ro'");
        }
        Path folder = Path.of(path);
        if (folder.normalize().getNameCount() == 0) {
            throw new IOException(
                    place + ": / cannot be allowed: name the folders that are needed");
        }
        try {
            return new Allowed(folder.toRealPath(), mode.equals("rw"));
        } catch (IOException missing) {
            throw new IOException(
                    place + ": " + folder + " is not there: make it, or remove the line", missing);
        }
    }

    /// The list and every folder above it.
    private static void refuseOpen(Path real, int ownUid) throws IOException {
        for (Path at = real; at != null; at = at.getParent()) {
            int mode = (int) Files.getAttribute(at, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            int uid = (int) Files.getAttribute(at, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            boolean sticky = !at.equals(real) && (mode & 01000) != 0;
            if ((uid != 0 && uid != ownUid) || ((mode & OTHERS_MAY_WRITE) != 0 && !sticky)) {
                throw new IOException(
                        at
                                + " can be changed by others, who could allow mounts by it: chown it"
                                + " to root and chmod go-w");
            }
        }
    }
}
