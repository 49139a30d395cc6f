package dev.gatehouse.broker.tool.mcp;

import dev.gatehouse.broker.tool.Arguments;
import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Reads the arguments of a call as the tool's parameters.
final class GivenArguments {
    private GivenArguments() {}

    static Arguments read(Tool tool, JsonNode given) throws ToolFailure {
        List<Parameter> parameters = ToolGroup.given(tool);
        Set<String> known = parameters.stream().map(Parameter::name).collect(Collectors.toSet());
        for (String name : given.propertyNames()) {
            boolean own =
                    name.equals(ToolGroup.ACTION)
                            || (name.equals(ToolGroup.REPOSITORY) && tool.ofRepository());
            if (!own && !known.contains(name)) {
                throw ToolFailure.usage(
                        "action '"
                                + tool.name().verb()
                                + "' takes no '"
                                + name
                                + "'; it takes "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
        Map<String, Object> values = new HashMap<>();
        for (Parameter parameter : parameters) {
            JsonNode value = given.path(parameter.name());
            if (value.isMissingNode() || value.isNull()) {
                if (parameter.isRequired()) {
                    throw ToolFailure.usage("'" + parameter.name() + "' is missing");
                }
            } else {
                values.put(parameter.name(), checked(parameter, value));
            }
        }
        return new Arguments(values);
    }

    private static Object checked(Parameter parameter, JsonNode given) throws ToolFailure {
        Object value =
                value(parameter, given)
                        .orElseThrow(() ->
                                ToolFailure.usage(
                                        "'"
                                                + parameter.name()
                                                + "' is no "
                                                + kind(parameter)
                                                + ": "
                                                + given));
        Optional<String> objection = parameter.objection(value);
        if (objection.isPresent()) {
            throw ToolFailure.usage(objection.get());
        }
        return value;
    }

    private static Optional<Object> value(Parameter parameter, JsonNode given) {
        return switch (parameter.kind()) {
            case NUMBER ->
                    given.isIntegralNumber() && given.canConvertToLong()
                            ? Optional.of(given.asLong())
                            : Optional.empty();
            case FLAG -> given.isBoolean() ? Optional.of(given.asBoolean()) : Optional.empty();
            case TEXT, BODY -> text(given).map(text -> text);
            case TEXTS, LINES, FILES -> texts(given).map(texts -> texts);
        };
    }

    /// A group may take several texts where this tool takes one.
    private static Optional<String> text(JsonNode given) {
        JsonNode one = given.isArray() && given.size() == 1 ? given.get(0) : given;
        return one.isString() ? Optional.of(one.asString()) : Optional.empty();
    }

    private static Optional<List<String>> texts(JsonNode given) {
        if (given.isString()) {
            return Optional.of(List.of(given.asString()));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : given) {
            if (!one.isString()) {
                return Optional.empty();
            }
            texts.add(one.asString());
        }
        return given.isArray() ? Optional.of(texts) : Optional.empty();
    }

    private static String kind(Parameter parameter) {
        return switch (parameter.kind()) {
            case NUMBER -> "whole number";
            case FLAG -> "true or false";
            case TEXT, BODY -> "text";
            case TEXTS, LINES, FILES -> "array of texts";
        };
    }
}
