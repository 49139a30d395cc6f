package dev.gatehouse.broker.quarantine;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Compares trees and tells which protected paths differ, in mode, kind or content, or are in one
/// of the two only. Trees are compared as pairs, not as commits with parents, because git says of a
/// commit without a difference nothing at all.
final class TreeChanges implements AutoCloseable {
    private static final int MOST_PATHS = 10_000;
    private static final int MOST_FIELD_BYTES = 1 << 16;

    /// An old tree and a new one.
    record Pair(String before, String after) {
        @Override
        public String toString() {
            return before + " " + after;
        }
    }

    private final ProtectedPaths paths;
    private final GitProcess git;
    private final InputStream output;

    private TreeChanges(ProtectedPaths paths, GitProcess git) {
        this.paths = paths;
        this.git = git;
        this.output = git.output();
    }

    static TreeChanges of(Iterable<Pair> pairs, ProtectedPaths paths, Inquiry inquiry)
            throws IOException {
        List<String> lines = new ArrayList<>();
        pairs.forEach(pair -> lines.add(pair.toString()));
        return new TreeChanges(
                paths,
                inquiry.ask(
                        lines,
                        "diff-tree",
                        "--stdin",
                        "-r",
                        "--raw",
                        "-z",
                        "--no-renames",
                        "--no-abbrev",
                        "--ignore-submodules=none"));
    }

    /// The differing protected paths of the next pair, in the order given: bytes as Latin-1.
    Set<String> next(Pair expected) throws IOException, GitFailed, Unresolved {
        try {
            if (!field('\n').equals(expected.toString())) {
                // Git passes over a pair of which one is missing or no tree.
                throw new GitFailed("diff-tree", 0, "a tree is missing");
            }
            Set<String> changed = new HashSet<>();
            while (isNextARecord()) {
                field('\0');
                String path = field('\0');
                if (isProtected(path)) {
                    changed.add(path);
                }
                if (changed.size() > MOST_PATHS) {
                    throw new Unresolved("the push changes too many protected paths at once");
                }
            }
            return changed;
        } catch (EOFException _) {
            git.succeed();
            throw new GitFailed("diff-tree", 0, "a tree is missing");
        }
    }

    void end() throws GitFailed, Unresolved {
        git.succeed();
    }

    static String text(String path) {
        return new String(path.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private boolean isProtected(String path) {
        String text = text(path);
        return paths.covers(text) || paths.leadsTo(text);
    }

    private boolean isNextARecord() throws IOException {
        output.mark(1);
        int next = output.read();
        output.reset();
        return next == ':';
    }

    private String field(char end) throws IOException, Unresolved {
        ByteArrayOutputStream field = new ByteArrayOutputStream(128);
        for (int next = output.read(); next != end; next = output.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (field.size() == MOST_FIELD_BYTES) {
                throw new Unresolved("a path of the push is too long to be checked");
            }
            field.write(next);
        }
        return field.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        git.close();
    }
}
