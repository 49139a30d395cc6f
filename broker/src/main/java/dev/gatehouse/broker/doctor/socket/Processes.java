package dev.gatehouse.broker.doctor.socket;

import dev.gatehouse.broker.doctor.finding.FileFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds out of `/proc/<pid>/fd` who has a socket open. The processes of other users can be looked
/// at by root only.
record Processes(Path directory) {
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final Pattern UID = Pattern.compile("Uid:\\s+\\d+\\s+(\\d+)\\s.*");
    private static final int MOST_COMMAND_CHARS = 80;

    /// @param holders by inode
    /// @param complete whether every process could be looked at
    record Sight(Map<Long, List<Holder>> holders, boolean complete) {
        List<Holder> of(long inode) {
            return holders.getOrDefault(inode, List.of());
        }
    }

    Sight look() throws IOException {
        Map<Long, List<Holder>> holders = new HashMap<>();
        boolean complete = true;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(directory, "[0-9]*")) {
            for (Path process : processes) {
                complete &= look(process, holders);
            }
        }
        return new Sight(Map.copyOf(holders), complete);
    }

    /// @return false where it may not be looked at; one that is gone counts as looked at
    private static boolean look(Path process, Map<Long, List<Holder>> holders) {
        Set<Long> inodes = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                addSocket(file, inodes);
            }
        } catch (IOException | DirectoryIteratorException | UncheckedIOException closed) {
            return !Files.exists(process.resolve("status"));
        }
        if (!inodes.isEmpty()) {
            Holder holder = holder(process);
            inodes.forEach(
                    inode -> holders.computeIfAbsent(inode, _ -> new ArrayList<>()).add(holder));
        }
        return true;
    }

    private static void addSocket(Path file, Set<Long> inodes) {
        try {
            Matcher socket = SOCKET.matcher(Files.readSymbolicLink(file).toString());
            if (socket.matches()) {
                inodes.add(Long.parseLong(socket.group(1)));
            }
        } catch (IOException closed) {
            // Closed since it was listed.
        }
    }

    private static Holder holder(Path process) {
        int pid = Integer.parseInt(String.valueOf(process.getFileName()));
        return new Holder(pid, uid(process), command(process));
    }

    private static int uid(Path process) {
        try {
            for (String line : Files.readAllLines(process.resolve("status"))) {
                Matcher uid = UID.matcher(line);
                if (uid.matches()) {
                    return Integer.parseInt(uid.group(1));
                }
            }
            return FileFacts.of(process).uid();
        } catch (IOException gone) {
            return -1;
        }
    }

    /// The program and what names it further: of a JVM, the main class stands at the end.
    private static String command(Path process) {
        try {
            String[] words =
                    Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                            .split("\0", -1);
            StringBuilder command = new StringBuilder(shortened(words[0]));
            for (int at = 1; at < words.length; at++) {
                if (words[at].equals(Holder.MAIN_CLASS)) {
                    command.append(' ').append(words[at]);
                }
            }
            return command.toString();
        } catch (IOException gone) {
            return "?";
        }
    }

    private static String shortened(String program) {
        return program.length() > MOST_COMMAND_CHARS
                ? program.substring(0, MOST_COMMAND_CHARS)
                : program;
    }
}
