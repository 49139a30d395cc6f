package dev.gatehouse.broker.credential.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;

/// What lstat(2) says about a file: enough to judge who may read or replace it, and whether it is
/// the same file with the same content as before.
record FileFacts(
        int mode, int uid, int gid, long device, long inode, long sizeBytes, FileTime modified) {
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;

    static FileFacts of(Path path) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(
                        path,
                        "unix:mode,uid,gid,dev,ino,size,lastModifiedTime",
                        LinkOption.NOFOLLOW_LINKS);
        return new FileFacts(
                known(attributes, "mode", Integer.class),
                known(attributes, "uid", Integer.class),
                known(attributes, "gid", Integer.class),
                known(attributes, "dev", Long.class),
                known(attributes, "ino", Long.class),
                known(attributes, "size", Long.class),
                known(attributes, "lastModifiedTime", FileTime.class));
    }

    private static <T> T known(Map<String, Object> attributes, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(attributes.get(name), name));
    }

    /// The same file, as if its mode gave less.
    FileFacts without(int permissionBits) {
        return new FileFacts(mode & ~permissionBits, uid, gid, device, inode, sizeBytes, modified);
    }

    boolean isRegularFile() {
        return (mode & TYPE) == REGULAR;
    }

    boolean hasAny(int permissionBits) {
        return (mode & permissionBits) != 0;
    }
}
