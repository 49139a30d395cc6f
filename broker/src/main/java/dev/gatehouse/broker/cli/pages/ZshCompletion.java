package dev.gatehouse.broker.cli.pages;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/// Completion for zsh, which also shows what each word is for.
final class ZshCompletion {
    private static final String SCRIPT =
            """
            #compdef gatehouse
            # Made by the build from the commands themselves.
            local at='' before=$words[CURRENT-1]
            local -a commands options
            integer i
            for ((i = 2; i < CURRENT; i++)); do
                case $at/$words[i] in
                    @PATHS@) at=$at/$words[i] ;;
                esac
            done
            if [[ $PREFIX == --*=* ]]; then
                before=${PREFIX%%=*}
                compset -P '*='
            fi
            case $at:$before in
            @VALUES@
            esac
            case $at in
            @WORDS@
            esac
            (($#commands)) && _describe -t commands command commands
            _describe -t options option options
            """;

    private ZshCompletion() {}

    static String of(List<Verb> verbs) {
        return SCRIPT.replace(
                        "@PATHS@",
                        verbs.stream()
                                .skip(1)
                                .map(Verb::path)
                                .collect(Collectors.joining(" | ", "(", "")))
                .replace(
                        "@VALUES@",
                        verbs.stream()
                                .flatMap(ZshCompletion::values)
                                .collect(Collectors.joining("\n")))
                .replace(
                        "@WORDS@",
                        verbs.stream().map(ZshCompletion::words).collect(Collectors.joining("\n")));
    }

    private static Stream<String> values(Verb verb) {
        return verb.options().stream()
                .filter(option -> !(Value.of(option) instanceof Value.None))
                .map(option -> after(verb, option) + answer(option));
    }

    private static String after(Verb verb, OptionSpec option) {
        return Stream.of(option.names())
                .map(name -> verb.path() + ":" + name)
                .collect(Collectors.joining(" | ", "    (", ") "));
    }

    private static String answer(OptionSpec option) {
        return switch (Value.of(option)) {
            case Value.FileName _ -> "_files; return ;;";
            case Value.OneOf(List<String> words) ->
                    "compadd -- " + String.join(" ", words) + "; return ;;";
            case Value.Anything _, Value.None _ ->
                    "_message " + quoted(option.paramLabel()) + "; return ;;";
        };
    }

    private static String words(Verb verb) {
        StringBuilder words = new StringBuilder("    ('" + verb.path() + "')\n");
        words.append("        commands=(")
                .append(
                        verb.children().stream()
                                .map(child -> described(child.name(), child.purpose()))
                                .collect(Collectors.joining(" ")))
                .append(")\n        options=(")
                .append(
                        verb.options().stream()
                                .flatMap(option ->
                                        Stream.of(option.names())
                                                .map(name -> described(name, option)))
                                .collect(Collectors.joining(" ")))
                .append(")\n");
        if (verb.arguments().stream()
                .anyMatch(argument -> Value.of(argument) instanceof Value.FileName)) {
            words.append("        _files\n");
        }
        return words.append("        ;;").toString();
    }

    private static String described(String name, OptionSpec option) {
        return described(name, Verb.plain(option.description()).replace('\n', ' '));
    }

    private static String described(String word, String meaning) {
        return quoted(word.replace(":", "\\:") + ":" + meaning);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
