package dev.gatehouse.broker.cli.audit;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A pattern of the command line: `*` stands for any characters.
record Wildcard(Pattern pattern) {
    static Wildcard of(String glob) {
        return new Wildcard(
                Pattern.compile(
                        Arrays.stream(glob.split("\\*+", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*")),
                        Pattern.CASE_INSENSITIVE));
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
