package dev.gatehouse.broker.tool.shell;

import dev.gatehouse.broker.tool.Arguments;
import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// A command line of one tool, understood.
record Parsed(Tool tool, ParseResult words) {
    Optional<String> repository() {
        return Optional.ofNullable(words.matchedOptionValue(Grammar.REPOSITORY, (String) null));
    }

    /// The fields wanted of the data; none where no data is wanted, empty for all.
    Optional<List<String>> fields() {
        // picocli does not count an option as matched that takes its words itself.
        String given = words.commandSpec().findOption(Grammar.JSON).getValue();
        if (given == null) {
            return Optional.empty();
        }
        return Optional.of(given.isEmpty() ? List.of() : List.of(given.split(",")));
    }

    boolean wantsPage() {
        return words.hasMatchedOption(Grammar.WEB);
    }

    /// The files whose text is needed; `-` is standard input.
    List<String> files() {
        List<String> files = new ArrayList<>();
        for (Parameter parameter : tool.parameters()) {
            file(parameter).ifPresent(files::add);
        }
        return files;
    }

    /// @param inputs the texts of [#files]
    Arguments arguments(Map<String, String> inputs) throws ToolFailure {
        Map<String, Object> values = new HashMap<>();
        int operands = 0;
        for (Parameter parameter : tool.parameters()) {
            Object value = parameter.isOperand() ? operand(operands++) : option(parameter, inputs);
            if (value != null) {
                check(parameter, value);
                values.put(parameter.name(), value);
            } else if (parameter.isRequired()) {
                throw ToolFailure.usage("give " + Grammar.optionName(parameter));
            }
        }
        return new Arguments(values);
    }

    private @Nullable Object operand(int index) {
        return words.matchedPositionals().stream()
                .filter(operand -> operand.index().min() == index)
                .findFirst()
                .map(ArgSpec::<Object>getValue)
                .orElse(null);
    }

    private @Nullable Object option(Parameter parameter, Map<String, String> inputs)
            throws ToolFailure {
        OptionSpec option = words.matchedOption(Grammar.optionName(parameter));
        Optional<String> file = file(parameter);
        if (option != null && file.isPresent()) {
            throw ToolFailure.usage(
                    "give "
                            + Grammar.optionName(parameter)
                            + " or "
                            + Grammar.fileOption(parameter)
                            + ", not both");
        }
        if (file.isPresent()) {
            return inputs.get(file.get());
        }
        return option == null ? null : option.getValue();
    }

    private Optional<String> file(Parameter parameter) {
        return parameter.kind() == Parameter.Kind.BODY
                ? Optional.ofNullable(
                        words.matchedOptionValue(Grammar.fileOption(parameter), (String) null))
                : Optional.empty();
    }

    private static void check(Parameter parameter, Object value) throws ToolFailure {
        Optional<String> problem = parameter.objection(value);
        if (problem.isPresent()) {
            throw ToolFailure.usage(problem.get());
        }
    }
}
