package dev.gatehouse.broker.quarantine;

import dev.gatehouse.broker.git.ObjectFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Gets what a push rightly leaves out because the forge has it, though under no branch: commits
/// that only a tag or a pull request names. They go to the quarantine, and are as new as the rest.
final class Completion {
    private static final int MOST_WANTS = 256;

    private final Inquiry own;
    private final Inquiry all;
    private final ObjectFormat format;
    private final int mostCommits;

    /// @param own the quarantine
    /// @param mirror what is there without asking the forge
    Completion(Inquiry own, Repository mirror, ObjectFormat format, int mostCommits) {
        this.own = own;
        this.all = own.of(own.repository().borrowing(mirror));
        this.format = format;
        this.mostCommits = mostCommits;
    }

    void complete(Collection<String> named, Collection<String> heads, Fetch fetch)
            throws IOException, GitFailed, Unresolved {
        Set<String> needed = new LinkedHashSet<>(named);
        needed.addAll(references());
        Set<String> missing = new StoredObjects(all, format).missing(needed);
        if (missing.isEmpty()) {
            return;
        }
        if (missing.size() > MOST_WANTS) {
            throw new Unresolved("the push builds on too much that is on no branch of the forge");
        }
        if (heads.stream().anyMatch(missing::contains)) {
            throw new GitFailed("cat-file", 0, "the mirror lacks a head");
        }
        fetch.into(own.repository(), missing, heads);
        if (!new StoredObjects(all, format).missing(missing).isEmpty()) {
            throw new GitFailed("index-pack", 0, "the forge did not send what it was asked for");
        }
    }

    /// What the received commits and tags name: parents and tagged objects.
    private Set<String> references() throws IOException, GitFailed, Unresolved {
        List<String> commits = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        try (GitProcess git =
                        own.ask(
                                List.of(),
                                "cat-file",
                                "--batch-all-objects",
                                "--unordered",
                                "--batch-check=%(objecttype) %(objectname)");
                BufferedReader lines = git.lines()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("commit ")) {
                    commits.add(line.substring("commit ".length()));
                } else if (line.startsWith("tag ")) {
                    tags.add(line.substring("tag ".length()));
                }
                if (commits.size() + tags.size() > mostCommits) {
                    throw History.tooMany(mostCommits);
                }
            }
            git.succeed();
        }
        StoredObjects received = new StoredObjects(own, format);
        Set<String> references = new LinkedHashSet<>(received.tagged(tags).values());
        received.commits(commits).values().forEach(commit -> references.addAll(commit.parents()));
        return references;
    }
}
