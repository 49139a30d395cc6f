package dev.gatehouse.broker.listener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The directories that hold sockets. An agent's is mounted into its container: 0750, of the
/// broker's user and the agent's group. It is never removed: a container keeps the very directory
/// it was started with.
public final class SocketDirectory {
    private static final int OTHERS_WRITE = 0002;
    private static final int GROUP_WRITE = 0020;
    private static final int STICKY = 01000;
    private static final Set<PosixFilePermission> MODE =
            PosixFilePermissions.fromString("rwxr-x---");
    private static final Set<PosixFilePermission> PARENT_MODE =
            PosixFilePermissions.fromString("rwxr-xr-x");

    private SocketDirectory() {}

    /// Makes an agent's directory where it is missing, and sets mode and group.
    static void prepare(Path directory, int gid, int ownUid) throws IOException {
        secure(directory, ownUid);
        setGroup(directory, gid);
        Files.setPosixFilePermissions(directory, MODE);
    }

    /// Makes the directory where it is missing, and refuses a place where another user could put a
    /// socket of their own.
    public static void secure(Path directory, int ownUid) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PARENT_MODE));
        }
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(directory + " is not a directory; remove it and start again");
        }
        for (Path at = directory; at != null; at = at.getParent()) {
            refuseOpen(at, at.equals(directory), ownUid);
        }
    }

    /// Gives a path to the agent's group, where it is not that group's already.
    static void setGroup(Path path, int gid) throws IOException {
        if ((int) Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS) == gid) {
            return;
        }
        try {
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException notPermitted) {
            throw new IOException(
                    path
                            + " cannot be given to group "
                            + gid
                            + ": run the broker as root, or make its user a member of "
                            + "that group",
                    notPermitted);
        }
    }

    /// Sets the mode of a socket's file, where it is not that already.
    public static void setMode(Path path, String mode) throws IOException {
        Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(mode);
        if (Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(wanted)) {
            return;
        }
        try {
            Files.setPosixFilePermissions(path, wanted);
        } catch (IOException notPermitted) {
            throw new IOException(
                    path
                            + " has another mode than "
                            + mode
                            + ", and is not the broker's to change: correct SocketMode= and"
                            + " SocketUser= in its .socket unit",
                    notPermitted);
        }
    }

    private static void refuseOpen(Path path, boolean own, int ownUid) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        int uid = (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (uid != 0 && uid != ownUid) {
            throw new IOException(
                    path
                            + " belongs to uid "
                            + uid
                            + ", who could replace the sockets below it: chown it to root or to the broker's user");
        }
        boolean writable =
                (mode & OTHERS_WRITE) != 0 || ((mode & GROUP_WRITE) != 0 && (own || uid != 0));
        if (writable && (own || (mode & STICKY) == 0)) {
            throw new IOException(
                    path
                            + " can be written by others, who could replace the sockets below it: chmod go-w "
                            + path);
        }
    }
}
