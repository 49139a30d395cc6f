package dev.gatehouse.broker.cli.pages;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/// Completion for bash: a function that walks the words so far down the commands, then offers what
/// the last of them takes.
final class BashCompletion {
    private static final String SCRIPT =
            """
            # Completion of gatehouse for bash; made by the build from the commands themselves.
            _gatehouse() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} at= words= i
                # bash makes three words of --option=value.
                if [[ $word == = ]]; then
                    word=
                elif [[ $before == = && COMP_CWORD -gt 1 ]]; then
                    before=${COMP_WORDS[COMP_CWORD - 2]}
                fi
                for ((i = 1; i < COMP_CWORD; i++)); do
                    case $at/${COMP_WORDS[i]} in
                        @PATHS@) at+=/${COMP_WORDS[i]} ;;
                    esac
                done
                COMPREPLY=()
                case $at:$before in
            @VALUES@
                esac
                case $at in
            @WORDS@
                esac
                mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
            }
            complete -F _gatehouse gatehouse
            """;

    private BashCompletion() {}

    static String of(List<Verb> verbs) {
        return SCRIPT.replace("@PATHS@", paths(verbs))
                .replace("@VALUES@", lines(verbs.stream().flatMap(BashCompletion::values)))
                .replace("@WORDS@", lines(verbs.stream().map(BashCompletion::words)));
    }

    private static String paths(List<Verb> verbs) {
        return verbs.stream().skip(1).map(Verb::path).collect(Collectors.joining(" | "));
    }

    private static String lines(Stream<String> lines) {
        return lines.map(line -> "        " + line).collect(Collectors.joining("\n"));
    }

    /// What may follow an option that takes a value.
    private static Stream<String> values(Verb verb) {
        return verb.options().stream()
                .filter(option -> !(Value.of(option) instanceof Value.None))
                .map(option -> after(verb, option) + answer(Value.of(option)));
    }

    private static String after(Verb verb, OptionSpec option) {
        return Stream.of(option.names())
                .map(name -> verb.path() + ":" + name)
                .collect(Collectors.joining(" | ", "", ") "));
    }

    private static String answer(Value value) {
        return switch (value) {
            case Value.FileName _ -> "compopt -o default; return ;;";
            case Value.OneOf(List<String> words) ->
                    "mapfile -t COMPREPLY < <(compgen -W '"
                            + String.join(" ", words)
                            + "' -- \"$word\"); return ;;";
            case Value.Anything _, Value.None _ -> "return ;;";
        };
    }

    private static String words(Verb verb) {
        String words =
                Stream.concat(
                                verb.children().stream().map(Verb::name),
                                verb.options().stream()
                                        .flatMap(option -> Stream.of(option.names())))
                        .collect(Collectors.joining(" "));
        boolean takesFile =
                verb.arguments().stream()
                        .anyMatch(argument -> Value.of(argument) instanceof Value.FileName);
        return "'%s') words='%s'%s ;;"
                .formatted(verb.path(), words, takesFile ? "; compopt -o default" : "");
    }
}
