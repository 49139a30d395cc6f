package dev.gatehouse.demoforge.git;

import dev.gatehouse.demoforge.http.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A bare repository: refs, commits, trees and diffs through git's plumbing.
public final class BareRepository {
    private static final String ZEROS = "0".repeat(40);

    private final Path directory;
    private final Git git;

    private BareRepository(Path directory) {
        this.directory = directory;
        this.git = new Git(directory);
    }

    /// Makes an empty one, set up as Forgejo sets up its own: push options are advertised, pull
    /// refs are hidden from pushes, any object can be asked for.
    public static BareRepository create(Path directory) throws IOException {
        Files.createDirectories(directory);
        var repository = new BareRepository(directory);
        repository.git.run("init", "--quiet", "--bare", "--template=", "--initial-branch=main");
        Files.writeString(
                directory.resolve("config"),
                """
                [http]
                \treceivepack = true
                [receive]
                \tadvertisePushOptions = true
                \thideRefs = refs/pull/
                \tprocReceiveRefs = refs/for
                [uploadpack]
                \tallowFilter = true
                \tallowAnySHA1InWant = true
                [gc]
                \tauto = 0
                """,
                StandardOpenOption.APPEND);
        PushHooks.install(directory);
        return repository;
    }

    /// One that is there already, whoever made it.
    public static BareRepository at(Path directory) {
        return new BareRepository(directory);
    }

    public Path directory() {
        return directory;
    }

    Git git() {
        return git;
    }

    /// Takes in a whole history at once.
    public void take(FastImport history) throws IOException {
        git.run(history.content(), "fast-import", "--quiet", "--force");
    }

    /// The commit a branch, tag or id stands for.
    public Optional<String> resolve(String revision) throws IOException {
        Git.Output output =
                git.attempt(
                        Git.NOTHING,
                        "rev-parse",
                        "--verify",
                        "--quiet",
                        "--end-of-options",
                        revision + "^{commit}");
        // Older gits print the separator they were given.
        return output.exit() == 0
                ? output.lines().stream().filter(line -> !line.startsWith("--")).findFirst()
                : Optional.empty();
    }

    public Optional<String> branch(String name) throws IOException {
        return resolve("refs/heads/" + name);
    }

    public Optional<String> tag(String name) throws IOException {
        return resolve("refs/tags/" + name);
    }

    /// The message of an annotated tag; empty for any other.
    public String tagMessage(String name) throws IOException {
        String format = "--format=%(objecttype) %(contents)";
        String text = git.run("for-each-ref", format, "refs/tags/" + name).text().strip();
        return text.startsWith("tag ") ? text.substring(4).strip() : "";
    }

    public List<Ref> branches() throws IOException {
        return refs("refs/heads/");
    }

    public List<Ref> tags() throws IOException {
        return refs("refs/tags/");
    }

    private List<Ref> refs(String prefix) throws IOException {
        var refs = new ArrayList<Ref>();
        String format = "--format=%(refname:lstrip=2) %(objectname) %(*objectname)";
        for (String line : git.run("for-each-ref", format, prefix).lines()) {
            String[] parts = line.split(" ", -1);
            refs.add(new Ref(parts[0], parts[2].isEmpty() ? parts[1] : parts[2]));
        }
        return refs;
    }

    /// Every ref by its full name, with the id it holds: of an annotated tag, the tag's own.
    public Map<String, String> allRefs() throws IOException {
        var ids = new TreeMap<String, String>();
        for (String line : git.run("for-each-ref", "--format=%(refname) %(objectname)").lines()) {
            ids.put(
                    line.substring(0, line.lastIndexOf(' ')),
                    line.substring(line.lastIndexOf(' ') + 1));
        }
        return ids;
    }

    /// Whether nothing was ever pushed here; looks at files only, so that it is cheap.
    public boolean isEmpty() {
        String[] heads = directory.resolve("refs/heads").toFile().list();
        return (heads == null || heads.length == 0)
                && !Files.exists(directory.resolve("packed-refs"));
    }

    /// Whether an object of that id is stored, reachable or not.
    public boolean hasObject(String id) throws IOException {
        return git.attempt(Git.NOTHING, "cat-file", "-e", id).exit() == 0;
    }

    public boolean isNameable(String branchOrTag) throws IOException {
        return git.attempt(Git.NOTHING, "check-ref-format", "refs/heads/" + branchOrTag).exit()
                == 0;
    }

    /// Sets `ref` (full name) to `commit`, whatever it was.
    public void set(String ref, String commit) throws IOException {
        git.run("update-ref", ref, commit);
    }

    /// Creates `ref` (full name); false if it exists.
    public boolean create(String ref, String commit) throws IOException {
        return git.attempt(Git.NOTHING, "update-ref", ref, commit, ZEROS).exit() == 0;
    }

    public void delete(String ref) throws IOException {
        git.run("update-ref", "-d", ref);
    }

    public Commit commit(String id) throws IOException {
        return Commit.parse(
                git.run("log", "-1", "--format=" + Commit.FORMAT, "--end-of-options", id).text());
    }

    /// The commits of `base..head`, newest first.
    public List<String> between(String base, String head) throws IOException {
        return git.run("rev-list", base + ".." + head).lines();
    }

    public Optional<String> mergeBase(String one, String other) throws IOException {
        return git.attempt(Git.NOTHING, "merge-base", one, other).lines().stream().findFirst();
    }

    public boolean isAncestor(String ancestor, String descendant) throws IOException {
        return mergeBase(ancestor, descendant).filter(ancestor::equals).isPresent();
    }

    /// The entry at `path` of a commit.
    public Optional<TreeEntry> entry(String commit, String path) throws IOException {
        return entries(commit, path).stream().filter(e -> e.path().equals(path)).findFirst();
    }

    /// What a directory of a commit holds; the empty path is the root.
    public List<TreeEntry> list(String commit, String path) throws IOException {
        return entries(commit, path.isEmpty() ? "" : path + "/");
    }

    private List<TreeEntry> entries(String commit, String path) throws IOException {
        var entries = new ArrayList<TreeEntry>();
        var arguments = new ArrayList<>(List.of("ls-tree", "-l", "-z", commit));
        if (!path.isEmpty()) {
            arguments.addAll(List.of("--", path));
        }
        Git.Output output = git.attempt(Git.NOTHING, arguments.toArray(String[]::new));
        for (String line : output.text().split("\0", -1)) {
            if (!line.isEmpty()) {
                String[] facts = line.substring(0, line.indexOf('\t')).split(" +", -1);
                long bytes = facts[3].equals("-") ? 0 : Long.parseLong(facts[3]);
                String name = line.substring(line.indexOf('\t') + 1);
                entries.add(new TreeEntry(name, facts[1], facts[2], bytes));
            }
        }
        return entries;
    }

    public Content blob(String id) throws IOException {
        return git.run("cat-file", "blob", id).stdout();
    }

    /// The change from the common ancestor to `head`, as a patch.
    public String diff(String base, String head) throws IOException {
        return git.run("diff", base + "..." + head).text();
    }

    public String patch(String base, String head) throws IOException {
        return git.run("format-patch", "--stdout", base + ".." + head).text();
    }

    public List<ChangedPath> changedPaths(String base, String head) throws IOException {
        var statuses = git.run("diff", "--no-renames", "--name-status", base + "..." + head);
        var numbers = git.run("diff", "--no-renames", "--numstat", base + "..." + head);
        return ChangedPath.parse(statuses.lines(), numbers.lines());
    }

    /// Brings `refs` over from another repository, such as `refs/heads/*:refs/heads/*`.
    public void fetch(BareRepository other, String... refs) throws IOException {
        var arguments = new ArrayList<>(List.of("fetch", "--quiet", "--no-tags", "--force"));
        arguments.add(other.directory.toAbsolutePath().toString());
        arguments.addAll(List.of(refs));
        git.run(arguments.toArray(String[]::new));
    }

    /// Everything of a commit as one `tar.gz` or `zip`.
    public Content archive(String commit, String format, String prefix) throws IOException {
        return git.run("archive", "--format=" + format, "--prefix=" + prefix + "/", commit)
                .stdout();
    }
}
