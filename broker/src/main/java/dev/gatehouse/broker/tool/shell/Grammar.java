package dev.gatehouse.broker.tool.shell;

import dev.gatehouse.broker.tool.Nature;
import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.Toolbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Stack;
import java.util.function.Predicate;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The command line that a toolbox makes: `forge NOUN VERB`. All tools are understood, so that a
/// refusal can say why; only those that are permitted are shown.
final class Grammar {
    static final String REPOSITORY = "--repo";
    static final String JSON = "--json";
    static final String WEB = "--web";
    static final String HELP = "--help";
    private static final String FIELD_LIST = "[A-Za-z]+(,[A-Za-z]+)*";

    private Grammar() {}

    /// As much of it as the words can be about: most commands name one tool.
    ///
    /// @param shown whether a tool is permitted
    static CommandSpec of(Toolbox tools, List<String> words, Predicate<Tool> shown) {
        CommandSpec root = CommandSpec.create().name("forge").addOption(help());
        Collection<String> nouns = tools.nouns();
        for (String noun : nouns.contains(words.getFirst()) ? words.subList(0, 1) : nouns) {
            root.addSubcommand(noun, noun(noun, verbs(tools.of(noun), words), shown));
        }
        return root;
    }

    private static List<Tool> verbs(List<Tool> all, List<String> words) {
        List<Tool> named =
                words.size() < 2
                        ? List.of()
                        : all.stream()
                                .filter(tool -> tool.name().verb().equals(words.get(1)))
                                .toList();
        return named.isEmpty() ? all : named;
    }

    private static CommandSpec noun(String name, List<Tool> verbs, Predicate<Tool> shown) {
        CommandSpec noun = CommandSpec.create().name(name).addOption(help());
        verbs.forEach(tool -> noun.addSubcommand(tool.name().verb(), verb(tool, shown.test(tool))));
        noun.usageMessage().hidden(verbs.stream().noneMatch(shown));
        return noun;
    }

    private static CommandSpec verb(Tool tool, boolean visible) {
        CommandSpec spec = CommandSpec.create().name(tool.name().verb());
        spec.usageMessage().description(tool.summary() + ".").hidden(!visible);
        int operands = 0;
        for (Parameter parameter : tool.parameters()) {
            if (parameter.isOperand()) {
                spec.addPositional(operand(parameter, operands++));
            } else {
                spec.addOption(option(parameter));
                if (parameter.kind() == Parameter.Kind.BODY) {
                    spec.addOption(file(parameter));
                }
            }
        }
        if (tool.ofRepository()) {
            spec.addOption(
                    text("OWNER/REPO", "the repository (where you stand)", REPOSITORY, "-R")
                            .build());
        }
        spec.addOption(
                text("FIELDS", "print data: all, or these fields", JSON)
                        .arity("0..1")
                        .fallbackValue("")
                        .parameterConsumer(new FieldList())
                        .build());
        if (tool.nature() != Nature.DESTROY) {
            spec.addOption(
                    OptionSpec.builder(WEB, "-w")
                            .type(boolean.class)
                            .description("print the page's URL only")
                            .build());
        }
        return spec.addOption(help());
    }

    private static OptionSpec help() {
        return OptionSpec.builder(HELP, "-h").usageHelp(true).description("show this").build();
    }

    private static OptionSpec.Builder text(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(String.class)
                .paramLabel(label)
                .description(description);
    }

    private static OptionSpec option(Parameter parameter) {
        List<String> names = new ArrayList<>(List.of(optionName(parameter)));
        parameter.shortName().ifPresent(letter -> names.add("-" + letter));
        OptionSpec.Builder option =
                OptionSpec.builder(names.toArray(String[]::new))
                        .description(description(parameter))
                        // A body may come from a file instead.
                        .required(
                                parameter.isRequired() && parameter.kind() != Parameter.Kind.BODY);
        return switch (parameter.kind()) {
            case FLAG -> option.type(boolean.class).build();
            case NUMBER -> option.type(Long.class).paramLabel("N").build();
            case TEXT, BODY -> option.type(String.class).paramLabel(label(parameter)).build();
            case TEXTS, FILES -> several(option, parameter).splitRegex(",").build();
            case LINES -> several(option, parameter).build();
        };
    }

    private static OptionSpec.Builder several(OptionSpec.Builder option, Parameter parameter) {
        return option.type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label(parameter));
    }

    /// `--body-file`; of the parameter that is called `body` also `-F`.
    private static OptionSpec file(Parameter parameter) {
        String name = fileOption(parameter);
        return parameter.name().equals("body")
                ? text("FILE", "the text from a file; - is standard input", name, "-F").build()
                : text("FILE", "the same from a file; - is standard input", name).build();
    }

    private static PositionalParamSpec operand(Parameter parameter, int index) {
        boolean many =
                parameter.kind() == Parameter.Kind.TEXTS
                        || parameter.kind() == Parameter.Kind.FILES;
        PositionalParamSpec.Builder operand =
                PositionalParamSpec.builder()
                        .index(many ? index + "..*" : Integer.toString(index))
                        .arity(arity(parameter, many))
                        .paramLabel(label(parameter))
                        .description(description(parameter));
        if (many) {
            return operand.type(List.class).auxiliaryTypes(String.class).build();
        }
        return operand.type(parameter.kind() == Parameter.Kind.NUMBER ? Long.class : String.class)
                .build();
    }

    private static String arity(Parameter parameter, boolean many) {
        String least = parameter.isRequired() ? "1" : "0";
        return many ? least + "..*" : parameter.isRequired() ? "1" : "0..1";
    }

    private static String label(Parameter parameter) {
        return parameter.choices().isEmpty()
                ? parameter.name().toUpperCase(java.util.Locale.ROOT).replace('-', '_')
                : String.join("|", parameter.choices());
    }

    private static String description(Parameter parameter) {
        return parameter.description()
                + parameter.fallback().map(value -> " (" + value + ")").orElse("");
    }

    static String optionName(Parameter parameter) {
        return "--" + parameter.name();
    }

    static String fileOption(Parameter parameter) {
        return "--" + parameter.name() + "-file";
    }

    /// `--json` takes the next word only if it looks like fields: a number or a path behind it is
    /// an operand.
    private static final class FieldList implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
            boolean fields = !words.isEmpty() && words.peek().matches(FIELD_LIST);
            option.setValue(fields ? words.pop() : "");
        }
    }
}
