package dev.gatehouse.broker.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a real Forgejo says of each request it answered.
final class RouterLog {
    /// Its `modules/web/routing/logger.go`.
    private static final Pattern LINE =
            Pattern.compile(
                    "router: +completed (\\S+) (\\S+) for \\S+, .* in \\S+ @ \\S*\\((.*)\\)$");

    private RouterLog() {}

    /// @param function of Forgejo that the request came to
    record Answered(String method, String target, String function) {}

    /// What reads, by path and query as they came.
    static Map<String, List<Answered>> byTarget(Path file) throws IOException {
        return read(file).stream()
                .filter(answered -> answered.method().equals("GET"))
                .collect(Collectors.groupingBy(Answered::target));
    }

    private static List<Answered> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(LINE::matcher)
                .filter(Matcher::find)
                .map(line -> new Answered(line.group(1), line.group(2), line.group(3)))
                .toList();
    }
}
