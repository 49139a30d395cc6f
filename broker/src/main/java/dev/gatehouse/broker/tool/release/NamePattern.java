package dev.gatehouse.broker.tool.release;

import java.util.List;
import java.util.regex.Pattern;

/// Names of files as a shell would write several of them: `*` is anything, `?` one character.
record NamePattern(Pattern pattern) {
    static NamePattern of(String written) {
        StringBuilder regex = new StringBuilder();
        written.codePoints()
                .forEach(point ->
                        regex.append(
                                switch (point) {
                                    case '*' -> ".*";
                                    case '?' -> ".";
                                    default -> Pattern.quote(Character.toString(point));
                                }));
        return new NamePattern(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    boolean fits(String name) {
        return pattern.matcher(name).matches();
    }

    /// Whether a name fits one of them; any does where there are none.
    static boolean anyFits(List<String> written, String name) {
        return written.isEmpty() || written.stream().anyMatch(one -> of(one).fits(name));
    }
}
