package dev.gatehouse.broker.cli.pages;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A command as its users name it, and what it takes. Hidden commands and options are left out.
///
/// @param words what stands between the program's name and the options; none for the program
record Verb(List<String> words, CommandSpec spec) {
    private static final String EXIT_STATUS = "Exit status: ";

    Verb {
        words = List.copyOf(words);
    }

    /// The program and all that it can be told to do, each before what belongs to it.
    static List<Verb> allOf(CommandSpec program) {
        List<Verb> all = new ArrayList<>();
        collect(new Verb(List.of(), program), all);
        return List.copyOf(all);
    }

    private static void collect(Verb verb, List<Verb> all) {
        all.add(verb);
        verb.children().forEach(child -> collect(child, all));
    }

    /// In the order in which they are registered; a command stands once, whatever it is also
    /// called.
    List<Verb> children() {
        return new LinkedHashSet<>(spec.subcommands().values())
                .stream()
                        .map(CommandLine::getCommandSpec)
                        .filter(child -> !child.usageMessage().hidden())
                        .map(child -> new Verb(with(child.name()), child))
                        .toList();
    }

    private List<String> with(String word) {
        return Stream.concat(words.stream(), Stream.of(word)).toList();
    }

    String name() {
        return words.isEmpty() ? spec.name() : words.getLast();
    }

    /// The man page's name, as `gatehouse-audit-verify`.
    String pageName() {
        return String.join("-", Stream.concat(program(), words.stream()).toList());
    }

    /// What is typed, as `gatehouse audit verify`.
    String typed() {
        return String.join(" ", Stream.concat(program(), words.stream()).toList());
    }

    /// The words as the completion scripts keep them: `/audit/verify`, and nothing for the program.
    String path() {
        return words.stream().map(word -> "/" + word).reduce("", String::concat);
    }

    private Stream<String> program() {
        return Stream.of(spec.root().name());
    }

    List<OptionSpec> options() {
        return spec.options().stream().filter(option -> !option.hidden()).toList();
    }

    List<PositionalParamSpec> arguments() {
        return spec.positionalParameters().stream().filter(argument -> !argument.hidden()).toList();
    }

    /// As the usage message has it, in one line.
    String synopsis() {
        Help help = new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF));
        String wrapped =
                spec.usageMessage().customSynopsis().length > 0
                        ? help.customSynopsis()
                        : help.synopsis(0);
        return wrapped.strip().replaceAll("\\s+", " ");
    }

    /// What it does, without the exit status.
    String description() {
        return lines().filter(line -> !line.startsWith(EXIT_STATUS))
                .reduce((before, line) -> before + "\n" + line)
                .orElse("");
    }

    /// The first sentence, without its full stop.
    String purpose() {
        String text = description().replace('\n', ' ');
        int end = text.indexOf(". ");
        return (end < 0 ? text : text.substring(0, end)).replaceFirst("\\.$", "");
    }

    String exitStatus() {
        return lines().filter(line -> line.startsWith(EXIT_STATUS))
                .map(line -> line.substring(EXIT_STATUS.length()))
                .findFirst()
                .orElse("0 done, 1 failed, 2 wrong arguments or configuration.");
    }

    private Stream<String> lines() {
        return Stream.concat(
                        Stream.of(spec.usageMessage().header()),
                        Stream.of(spec.usageMessage().description()))
                .map(Verb::plain);
    }

    /// Text of the usage message without its markup.
    static String plain(String text) {
        return Help.Ansi.OFF.string(text).replace("%n", "\n").replace("%%", "%");
    }

    static String plain(String[] description) {
        return plain(String.join("\n", description));
    }
}
