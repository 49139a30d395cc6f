package dev.gatehouse.broker.cli.pages;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/// Completion for fish: a line for each word and where it may stand.
final class FishCompletion {
    private static final String HEAD =
            """
            # Completion of gatehouse for fish; made by the build from the commands themselves.
            function __gatehouse_at --description 'Whether the words so far name this command'
                set -l at ''
                for word in (commandline -opc)[2..-1]
                    if contains -- $at/$word @PATHS@
                        set at $at/$word
                    end
                end
                test "$at" = "$argv[1]"
            end
            complete -c gatehouse -f
            """;

    private FishCompletion() {}

    static String of(List<Verb> verbs) {
        return HEAD.replace(
                        "@PATHS@",
                        verbs.stream().skip(1).map(Verb::path).collect(Collectors.joining(" ")))
                + verbs.stream()
                        .flatMap(FishCompletion::lines)
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
    }

    private static Stream<String> lines(Verb verb) {
        String here =
                "complete -c gatehouse -n " + quoted("__gatehouse_at '" + verb.path() + "'") + " ";
        Stream<String> files =
                verb.arguments().stream()
                        .filter(argument -> Value.of(argument) instanceof Value.FileName)
                        .map(_ -> "-F")
                        .distinct();
        Stream<String> commands =
                verb.children().stream()
                        .map(child -> "-a " + child.name() + " -d " + quoted(child.purpose()));
        Stream<String> options = verb.options().stream().map(FishCompletion::option);
        return Stream.of(files, commands, options).flatMap(lines -> lines).map(here::concat);
    }

    private static String option(OptionSpec option) {
        String names =
                Stream.of(option.names())
                        .map(name ->
                                name.startsWith("--")
                                        ? "-l " + name.substring(2)
                                        : "-s " + name.substring(1))
                        .collect(Collectors.joining(" "));
        String value =
                switch (Value.of(option)) {
                    case Value.None _ -> "";
                    case Value.FileName _ -> " -r -F";
                    case Value.OneOf(List<String> words) ->
                            " -x -a " + quoted(String.join(" ", words));
                    case Value.Anything _ -> " -x";
                };
        return names + value + " -d " + quoted(Verb.plain(option.description()).replace('\n', ' '));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
