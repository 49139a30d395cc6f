package dev.gatehouse.broker.quarantine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a mirror's packs few. Git's usual ways walk from refs and stumble over blobs that are not
/// there; the index over several packs needs no walk. All but the largest pack become one, so that
/// what it costs goes with what came in, not with the repository.
record PackUpkeep(Inquiry inquiry) {
    static final int MOST_PACKS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(PackUpkeep.class);

    void keepFew() throws IOException {
        List<Path> packs = packs();
        if (packs.size() <= MOST_PACKS) {
            return;
        }
        try {
            run("write");
            run("repack", "--batch-size=" + (secondLargest(packs) + 1));
            run("expire");
        } catch (GitFailed | Unresolved e) {
            LOG.warn("packs of a mirror are not combined: {}", e.getMessage());
            sweep();
        }
    }

    long bytes() throws IOException {
        long bytes = 0;
        for (Path pack : packs()) {
            bytes += Files.size(pack);
        }
        return bytes;
    }

    /// Deletes what a killed git leaves: half-written files and locks.
    void sweep() throws IOException {
        for (Path file : Folders.list(inquiry.repository().packs())) {
            String name = String.valueOf(file.getFileName());
            if (name.startsWith("tmp_") || name.startsWith(".tmp-") || name.endsWith(".lock")) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void run(String... arguments) throws IOException, GitFailed, Unresolved {
        String[] command = new String[arguments.length + 2];
        command[0] = "multi-pack-index";
        command[1] = arguments[0];
        System.arraycopy(arguments, 1, command, 2, arguments.length - 1);
        command[command.length - 1] = "--no-progress";
        try (GitProcess git = inquiry.ask(List.of(), command)) {
            git.succeed();
        }
    }

    private List<Path> packs() throws IOException {
        return Folders.list(inquiry.repository().packs()).stream()
                .filter(file -> file.toString().endsWith(".pack"))
                .toList();
    }

    private static long secondLargest(List<Path> packs) {
        return packs.stream()
                .map(pack -> pack.toFile().length())
                .sorted(Comparator.reverseOrder())
                .skip(1)
                .findFirst()
                .orElse(0L);
    }
}
