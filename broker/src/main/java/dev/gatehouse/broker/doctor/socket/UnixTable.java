package dev.gatehouse.broker.doctor.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Unix sockets of this network namespace that are listened on, as proc_pid_net(5) tells of
/// `unix`. It names the path a socket was bound to, whether or not a file is still there.
record UnixTable(List<Entry> listening) {
    /// The kernel's `__SO_ACCEPTCON`.
    private static final long ACCEPTS_CONNECTIONS = 0x10000;

    /// Who binds a socket chooses its path, with line breaks if they like: what looks like another
    /// line may be forged, and is no proof of anything.
    private static final Pattern LINE =
            Pattern.compile(
                    "[0-9A-Fa-f]{1,16}: [0-9A-Fa-f]+ [0-9A-Fa-f]+ ([0-9A-Fa-f]{1,8}) [0-9A-Fa-f]+"
                            + " [0-9A-Fa-f]+ +([0-9]{1,18}) (.+)");

    private static final int HEX = 16;

    record Entry(long inode, String path) {}

    static UnixTable read(Path processes) throws IOException {
        return parse(Files.readString(processes.resolve("net/unix"), StandardCharsets.ISO_8859_1));
    }

    static UnixTable parse(String text) {
        List<Entry> listening = new ArrayList<>();
        for (String line : text.lines().skip(1).toList()) {
            Matcher entry = LINE.matcher(line);
            if (entry.matches()
                    && (Long.parseLong(entry.group(1), HEX) & ACCEPTS_CONNECTIONS) != 0) {
                listening.add(new Entry(Long.parseLong(entry.group(2)), entry.group(3)));
            }
        }
        return new UnixTable(List.copyOf(listening));
    }

    /// The inodes of those bound to this path; several, where one was unlinked and bound anew.
    List<Long> at(Path path) {
        return listening.stream()
                .filter(entry -> entry.path().equals(path.toString()))
                .map(Entry::inode)
                .toList();
    }
}
