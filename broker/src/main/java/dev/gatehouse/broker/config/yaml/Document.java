package dev.gatehouse.broker.config.yaml;

import java.util.List;
import java.util.Optional;

/// One YAML file, read into a tree.
///
/// @param root the tree; none where the text is no YAML, or where nothing is in it
/// @param faults in the order they were met; a tree may be there in spite of some
public record Document(Optional<Node> root, List<Fault> faults) {
    public Document {
        faults = List.copyOf(faults);
    }

    /// Never throws for any text. Refuses aliases and tags (each would let one text stand for
    /// another; an anchor without an alias says nothing), several documents, deep nesting, and
    /// characters that YAML does not allow.
    public static Document read(String text) {
        String yaml = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Optional<Fault> unprintable = Characters.fault(yaml);
        if (unprintable.isPresent()) {
            return new Document(Optional.empty(), List.of(unprintable.get()));
        }
        return new TreeBuilder(yaml).build();
    }
}
