package dev.gatehouse.broker.cli.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Who the daemon runs as: the user `gatehouse` that the package makes, where root sets it up; else
/// whoever runs `gatehouse init`.
///
/// @param gid its primary group, which may read the configuration; empty to leave that as it is
record BrokerUser(String name, int uid, Optional<Integer> gid) {
    static final Path PASSWD = Path.of("/etc/passwd");
    private static final String PACKAGED = "gatehouse";
    private static final int ROOT = 0;

    /// @param uid of this process
    static BrokerUser find(Path passwd, int uid) throws IOException {
        if (uid == ROOT && Files.isReadable(passwd)) {
            for (String line : Files.readAllLines(passwd)) {
                String[] fields = line.split(":", -1);
                if (fields.length == 7
                        && fields[0].equals(PACKAGED)
                        && fields[2].matches("[0-9]{1,9}")
                        && fields[3].matches("[0-9]{1,9}")) {
                    return new BrokerUser(
                            PACKAGED,
                            Integer.parseInt(fields[2]),
                            Optional.of(Integer.parseInt(fields[3])));
                }
            }
        }
        return new BrokerUser("user " + uid, uid, Optional.empty());
    }

    /// Whether a file that is its owner's alone is this user's.
    boolean canRead(Path file) throws IOException {
        return uid == ROOT || Files.getAttribute(file, "unix:uid").equals(uid);
    }
}
