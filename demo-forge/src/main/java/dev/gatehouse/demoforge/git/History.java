package dev.gatehouse.demoforge.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the commits of a bare repository in lists, newest first.
public final class History {
    private final Git git;

    public History(BareRepository repository) {
        git = repository.git();
    }

    /// The commits that `start` can reach and `not` cannot; with a path, those that changed it.
    public List<String> commits(String start, Optional<String> path, Optional<String> not)
            throws IOException {
        var arguments = new ArrayList<>(List.of("rev-list", start));
        not.ifPresent(excluded -> arguments.add("^" + excluded));
        arguments.add("--");
        path.ifPresent(arguments::add);
        return git.run(arguments.toArray(String[]::new)).lines();
    }

    /// What a commit changed beside its first parent.
    public List<ChangedPath> changes(String commit) throws IOException {
        return ChangedPath.parse(
                diffTree(commit, "--name-status").lines(), diffTree(commit, "--numstat").lines());
    }

    private Git.Output diffTree(String commit, String format) throws IOException {
        return git.run(
                "diff-tree",
                "-r",
                "--root",
                "--no-commit-id",
                "--no-renames",
                "-m",
                "--first-parent",
                format,
                commit);
    }

    /// One commit as a patch of either kind.
    public String change(String commit, boolean asPatch) throws IOException {
        return asPatch
                ? git.run("format-patch", "--stdout", "-1", commit).text()
                : git.run("show", "--format=", commit).text();
    }

    /// The lines of a change that end with a line of a file, with the head of their hunk; empty if
    /// the line is not in the change.
    public String hunk(String base, String head, String path, long line, boolean ofOldFile)
            throws IOException {
        List<String> diff = git.run("diff", base + "..." + head, "--", path).lines();
        return new HunkFinder(line, ofOldFile).find(diff);
    }
}
