package dev.gatehouse.broker.tool.mcp;

import dev.gatehouse.broker.tool.Nature;
import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.forge.Forge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The tools of one noun and one nature, which a client sees as one tool with an `action`: a model
/// has to read every definition before it begins, so there are few of them.
record ToolGroup(String noun, Nature nature, List<Tool> tools) {
    static final String ACTION = "action";
    static final String REPOSITORY = "repository";

    ToolGroup {
        tools = List.copyOf(tools);
    }

    /// @param tools in the order of their names
    static List<ToolGroup> of(List<Tool> tools) {
        Map<String, Map<Nature, List<Tool>>> grouped = new TreeMap<>();
        for (Tool tool : tools) {
            grouped.computeIfAbsent(tool.name().noun(), noun -> new TreeMap<>())
                    .computeIfAbsent(tool.nature(), nature -> new ArrayList<>())
                    .add(tool);
        }
        List<ToolGroup> groups = new ArrayList<>();
        grouped.forEach((noun, natures) ->
                natures.forEach((nature, some) -> groups.add(new ToolGroup(noun, nature, some))));
        return groups;
    }

    /// Such as `issue_read`.
    String name() {
        return noun
                + switch (nature) {
                    case READ -> "_read";
                    case WRITE -> "_write";
                    case DESTROY -> "_delete";
                };
    }

    Optional<Tool> tool(String verb) {
        return tools.stream().filter(tool -> tool.name().verb().equals(verb)).findFirst();
    }

    /// @param defaultRepository the one that is meant where none is given
    ObjectNode definition(Optional<String> defaultRepository) {
        ObjectNode definition = Forge.object().put("name", name());
        StringJoiner lines = new StringJoiner("\n");
        tools.forEach(tool -> lines.add(signature(tool)));
        definition.put("description", lines.toString());
        definition.set("inputSchema", schema(defaultRepository));
        ObjectNode hints = definition.putObject("annotations");
        // A tool may write, and take away, unless it says otherwise.
        switch (nature) {
            case READ -> hints.put("readOnlyHint", true);
            case WRITE -> hints.put("destructiveHint", false);
            case DESTROY -> hints.put("destructiveHint", true);
        }
        return definition;
    }

    /// Such as `label number label? remove?` or `depend number on: Let an issue wait for another`.
    private static String signature(Tool tool) {
        StringBuilder line = new StringBuilder(tool.name().verb());
        for (Parameter parameter : given(tool)) {
            line.append(' ')
                    .append(parameter.isRequired() ? parameter.name() : parameter.name() + "?");
        }
        return tool.plainName()
                ? line.toString()
                : line.append(": ").append(tool.summary()).toString();
    }

    /// Files are beside the agent, where the broker cannot read them.
    static List<Parameter> given(Tool tool) {
        return tool.parameters().stream()
                .filter(parameter -> parameter.kind() != Parameter.Kind.FILES)
                .toList();
    }

    private ObjectNode schema(Optional<String> defaultRepository) {
        ObjectNode schema = Forge.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode actions = properties.putObject(ACTION).putArray("enum");
        tools.forEach(tool -> actions.add(tool.name().verb()));
        ArrayNode required = schema.putArray("required").add(ACTION);
        if (tools.stream().anyMatch(Tool::ofRepository)) {
            ObjectNode repository = properties.putObject(REPOSITORY).put("type", "string");
            if (defaultRepository.isPresent()) {
                repository.put("default", defaultRepository.get());
            } else {
                repository.put("description", "OWNER/REPO");
            }
        }
        parameters().forEach((name, parameter) -> properties.set(name, property(parameter)));
        tools.getFirst().parameters().stream()
                .filter(Parameter::isRequired)
                .filter(parameter -> parameter.kind() != Parameter.Kind.FILES)
                .filter(parameter ->
                        tools.stream().allMatch(tool -> requires(tool, parameter.name())))
                .forEach(parameter -> required.add(parameter.name()));
        return schema;
    }

    private static boolean requires(Tool tool, String name) {
        return tool.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals(name) && parameter.isRequired());
    }

    /// Of all the tools. Where some take one text and others several, several are taken.
    private Map<String, Parameter> parameters() {
        Map<String, Parameter> all = new LinkedHashMap<>();
        for (Tool tool : tools) {
            for (Parameter parameter : given(tool)) {
                all.merge(
                        parameter.name(),
                        parameter,
                        (first, other) -> other.kind() == Parameter.Kind.TEXTS ? other : first);
            }
        }
        return all;
    }

    private static ObjectNode property(Parameter parameter) {
        ObjectNode property = Forge.object();
        switch (parameter.kind()) {
            case NUMBER -> property.put("type", "integer");
            case FLAG -> property.put("type", "boolean");
            case TEXTS, LINES, FILES ->
                    property.put("type", "array").putObject("items").put("type", "string");
            case TEXT, BODY -> property.put("type", "string");
        }
        if (!parameter.choices().isEmpty()) {
            ArrayNode choices = property.putArray("enum");
            parameter.choices().forEach(choices::add);
        }
        if (!parameter.plainName()) {
            property.put("description", parameter.description());
        }
        parameter.fallback().ifPresent(value -> fallback(property, parameter, value));
        return property;
    }

    /// As people read it, `the default branch`; or a value.
    private static void fallback(ObjectNode property, Parameter parameter, String value) {
        if (parameter.kind() == Parameter.Kind.NUMBER && isNumber(value)) {
            property.put("default", Long.parseLong(value));
        } else if (parameter.choices().contains(value)) {
            property.put("default", value);
        } else {
            property.put("description", parameter.description() + " (" + value + ")");
        }
    }

    private static boolean isNumber(String value) {
        return value.chars().allMatch(Character::isDigit);
    }
}
