package dev.gatehouse.demoforge.git;

import dev.gatehouse.demoforge.git.Commit.Identity;
import dev.gatehouse.demoforge.http.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Makes commits in a bare repository on someone's behalf. What conflicts is empty, not an error.
public final class CommitWriter {
    private final BareRepository repository;
    private final Identity author;

    public CommitWriter(BareRepository repository, Identity author) {
        this.repository = repository;
        this.author = author;
    }

    /// Commits file changes on `branch`, built on `parent`, and returns the new commit.
    public String write(
            String branch, Optional<String> parent, List<FileChange> changes, String message)
            throws IOException {
        var stream =
                new FastImport()
                        .commit(branch, author.name(), author.email(), author.at(), message);
        parent.ifPresent(stream::from);
        for (FileChange change : changes) {
            Content content = change.content();
            if (content == null) {
                stream.delete(change.path());
            } else {
                stream.write(change.path(), content);
            }
        }
        repository.take(stream);
        return repository
                .branch(branch)
                .orElseThrow(() -> new IOException("fast-import left no " + branch));
    }

    /// A merge commit of `from` into `into`.
    public Optional<String> merge(String into, String from, String message) throws IOException {
        return merged(into, from, message, List.of(into, from));
    }

    /// One commit on `into` with all that `from` changed.
    public Optional<String> squash(String into, String from, String message) throws IOException {
        return merged(into, from, message, List.of(into));
    }

    private Optional<String> merged(String into, String from, String message, List<String> parents)
            throws IOException {
        Git.Output tree =
                repository.git().attempt(Git.NOTHING, "merge-tree", "--write-tree", into, from);
        if (tree.exit() != 0) {
            return Optional.empty();
        }
        var arguments = new ArrayList<>(List.of("commit-tree", tree.lines().getFirst()));
        parents.forEach(parent -> arguments.addAll(List.of("-p", parent)));
        arguments.addAll(List.of("-m", message));
        return Optional.of(asAuthor(repository.directory(), arguments.toArray(String[]::new)));
    }

    /// The commits of `from` once more on top of `into`; needs a work tree for a moment.
    public Optional<String> rebase(String into, String from, Path workTree) throws IOException {
        repository.git().run("worktree", "add", "--detach", workTree.toString(), from);
        try {
            asAuthor(workTree, "rebase", "--quiet", into);
            return Optional.of(asAuthor(workTree, "rev-parse", "HEAD"));
        } catch (IOException conflict) {
            return Optional.empty();
        } finally {
            repository.git().run("worktree", "remove", "--force", workTree.toString());
        }
    }

    /// Makes an annotated tag object on `commit` under `refs/tags/`; false if the tag exists.
    public boolean tag(String name, String commit, String message) throws IOException {
        if (repository.tag(name).isPresent()) {
            return false;
        }
        asAuthor(repository.directory(), "tag", "-a", "-m", message, "--", name, commit);
        return true;
    }

    private String asAuthor(Path directory, String... arguments) throws IOException {
        ProcessBuilder command = new Git(directory).command(arguments);
        command.environment().put("GIT_AUTHOR_NAME", author.name());
        command.environment().put("GIT_AUTHOR_EMAIL", author.email());
        command.environment().put("GIT_COMMITTER_NAME", author.name());
        command.environment().put("GIT_COMMITTER_EMAIL", author.email());
        Git.Output output = Git.finish(command.start(), Git.NOTHING);
        if (output.exit() != 0) {
            throw new IOException(
                    "git " + Arrays.toString(arguments) + ": " + output.stderr().strip());
        }
        return output.text().strip();
    }
}
