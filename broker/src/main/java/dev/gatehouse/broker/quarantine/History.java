package dev.gatehouse.broker.quarantine;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Asks git how commits descend from each other.
final class History {
    private final Inquiry inquiry;
    private final int mostCommits;

    History(Inquiry inquiry, int mostCommits) {
        this.inquiry = inquiry;
        this.mostCommits = mostCommits;
    }

    boolean isAncestor(String ancestor, String descendant)
            throws IOException, GitFailed, Unresolved {
        try (GitProcess git =
                inquiry.ask(List.of(), "merge-base", "--is-ancestor", ancestor, descendant)) {
            int exitCode = git.exitCode();
            if (exitCode > 1) {
                throw git.failed(exitCode);
            }
            return exitCode == 0;
        }
    }

    /// None for histories without a common root, several where branches were merged crosswise.
    List<String> mergeBases(String one, String other) throws IOException, GitFailed, Unresolved {
        try (GitProcess git = inquiry.ask(List.of(), "merge-base", "--all", one, other);
                BufferedReader lines = git.lines()) {
            List<String> bases = lines.lines().toList();
            int exitCode = git.exitCode();
            if (exitCode > 1) {
                throw git.failed(exitCode);
            }
            return bases;
        }
    }

    /// The commits that `tips` reach and `heads` do not, newest first.
    List<String> newCommits(Collection<String> tips, Collection<String> heads)
            throws IOException, GitFailed, Unresolved {
        List<String> revisions = new ArrayList<>(tips);
        heads.forEach(head -> revisions.add("^" + head));
        List<String> commits = new ArrayList<>();
        try (GitProcess git =
                        inquiry.ask(
                                revisions,
                                "rev-list",
                                "--stdin",
                                "--max-count=" + (mostCommits + 1));
                BufferedReader lines = git.lines()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                commits.add(line);
            }
            git.succeed();
        }
        if (commits.size() > mostCommits) {
            throw tooMany(mostCommits);
        }
        return commits;
    }

    static Unresolved tooMany(int mostCommits) {
        return new Unresolved(
                "the push brings more than %d new commits; push fewer at a time"
                        .formatted(mostCommits));
    }
}
