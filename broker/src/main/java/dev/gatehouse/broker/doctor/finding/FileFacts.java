package dev.gatehouse.broker.doctor.finding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// What lstat(2) says about a file.
public record FileFacts(int mode, int uid, int gid, long inode) {
    private static final int TYPE = 0170000;
    private static final int SOCKET = 0140000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int PERMISSIONS = 07777;
    private static final int STICKY = 01000;
    private static final int GROUP_WRITE = 0020;
    private static final int OTHERS_WRITE = 0002;

    public static FileFacts of(Path path) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(path, "unix:mode,uid,gid,ino", LinkOption.NOFOLLOW_LINKS);
        return new FileFacts(
                known(attributes, "mode", Integer.class),
                known(attributes, "uid", Integer.class),
                known(attributes, "gid", Integer.class),
                known(attributes, "ino", Long.class));
    }

    private static <T> T known(Map<String, Object> attributes, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(attributes.get(name), name));
    }

    public boolean isSocket() {
        return (mode & TYPE) == SOCKET;
    }

    public boolean isDirectory() {
        return (mode & TYPE) == DIRECTORY;
    }

    public boolean isRegularFile() {
        return (mode & TYPE) == REGULAR;
    }

    public boolean hasAny(int permissionBits) {
        return (mode & permissionBits) != 0;
    }

    /// Whether somebody but the owner (and root's own group, where root owns it) can put another
    /// file in the place of one in this directory.
    public boolean isReplaceable() {
        boolean writable = hasAny(OTHERS_WRITE) || (hasAny(GROUP_WRITE) && !(uid == 0 && gid == 0));
        return writable && !hasAny(STICKY);
    }

    public String octal() {
        return String.format(Locale.ROOT, "%04o", mode & PERMISSIONS);
    }
}
