package dev.gatehouse.broker.tool;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All tools there are. Immutable.
public final class Toolbox {
    private final SortedMap<ToolName, Tool> tools = new TreeMap<>();

    public Toolbox(Collection<Tool> all) {
        for (Tool tool : all) {
            if (tools.put(tool.name(), tool) != null) {
                throw new IllegalArgumentException("there are two tools '" + tool.name() + "'");
            }
        }
    }

    /// Sorted by name.
    public List<Tool> all() {
        return List.copyOf(tools.values());
    }

    public Optional<Tool> find(ToolName name) {
        return Optional.ofNullable(tools.get(name));
    }

    /// The verbs of a noun, sorted.
    public List<Tool> of(String noun) {
        return all().stream().filter(tool -> tool.name().noun().equals(noun)).toList();
    }

    /// Sorted.
    public Collection<String> nouns() {
        return Collections.unmodifiableCollection(
                new java.util.TreeSet<>(tools.keySet().stream().map(ToolName::noun).toList()));
    }
}
