package dev.gatehouse.demoforge.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whole trees of a bare repository.
public final class Tree {

    /// One file, directory or submodule with its full path; a directory has no bytes.
    public record Item(String path, String mode, String type, String id, long bytes) {}

    private final Git git;

    public Tree(BareRepository repository) {
        git = repository.git();
    }

    /// What a commit or tree holds; empty if there is no such thing.
    public Optional<List<Item>> list(String treeish, boolean recursively) throws IOException {
        var arguments = new ArrayList<>(List.of("ls-tree", "-l", "-z"));
        if (recursively) {
            arguments.addAll(List.of("-r", "-t"));
        }
        arguments.addAll(List.of("--end-of-options", treeish));
        Git.Output output = git.attempt(Git.NOTHING, arguments.toArray(String[]::new));
        if (output.exit() != 0) {
            return Optional.empty();
        }
        var items = new ArrayList<Item>();
        for (String line : output.text().split("\0", -1)) {
            if (!line.isEmpty()) {
                items.add(item(line));
            }
        }
        return Optional.of(items);
    }

    private static Item item(String line) {
        int tab = line.indexOf('\t');
        String[] facts = line.substring(0, tab).split(" +", -1);
        long bytes = facts[3].equals("-") ? 0 : Long.parseLong(facts[3]);
        return new Item(line.substring(tab + 1), facts[0], facts[1], facts[2], bytes);
    }
}
